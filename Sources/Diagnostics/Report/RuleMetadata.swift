/// What reports say of a rule itself.
package struct RuleMetadata: Sendable {
    package let id: String
    package let category: String
    package let summary: String
    package let why: String
    /// The whole page, as Markdown.
    package let page: String
    package let severity: Diagnostic.Severity
    package let confidence: Diagnostic.Confidence
    /// The address of a page of documentation.
    package let docs: String?

    package init(
        id: String, category: String, summary: String, why: String, page: String, severity: Diagnostic.Severity,
        confidence: Diagnostic.Confidence, docs: String?
    ) {
        self.id = id
        self.category = category
        self.summary = summary
        self.why = why
        self.page = page
        self.severity = severity
        self.confidence = confidence
        self.docs = docs
    }
}
