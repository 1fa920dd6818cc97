package import Diagnostics

/// What GitLab says of a configuration once it is loaded: keywords first, then what has to fit between jobs.
package struct PipelineCheck: Sendable {
    /// Each fault once.
    package let errors: [Diagnostic]
    package let warnings: [Diagnostic]
    /// GitLab's messages in its order, with its repetitions.
    package let gitlabErrors: [String]
    package let gitlabWarnings: [String]
    /// The pipeline; nil if there is an error.
    package let pipeline: Pipeline?

    package var isValid: Bool { gitlabErrors.isEmpty }

    /// - Parameters:
    ///   - root: the merged configuration.
    ///   - start: the place for findings about what is missing altogether.
    ///   - isComplete: whether all includes are there. If not, faults that what is missing could mend are withheld.
    ///   - uncertain: jobs that take something over from what is missing.
    package init(_ root: ConfigMapping, start: SourceSpan, isComplete: Bool = true, uncertain: Set<String> = []) {
        let report = RootWalk.check(root, start: start, isComplete: isComplete, uncertain: uncertain)
        warnings = report.warnings
        gitlabWarnings = report.gitlabWarnings
        guard report.isValid else {
            errors = report.errors
            gitlabErrors = report.gitlabErrors
            pipeline = nil
            return
        }
        var builder = PipelineBuilder(root)
        let made = builder.pipeline()
        if let fault = Self.matrixFault(builder.faults) ?? PipelineChecks(made, isComplete: isComplete).firstFault() {
            errors = [fault]
            gitlabErrors = [fault.gitlabMessage ?? fault.message]
            pipeline = nil
        } else {
            errors = []
            gitlabErrors = []
            pipeline = made
        }
    }

    private static func matrixFault(
        _ faults: [(job: ConfigMapping.Entry, variable: String, span: SourceSpan)]
    ) -> Diagnostic? {
        guard let first = faults.first else { return nil }
        let messages = faults.map { "\($0.job.name) job: '\($0.variable)' does not exist in matrix configuration" }
        return Diagnostic(
            id: "needs-matrix-variable", severity: .error,
            message:
                "\"$[[ matrix.\(first.variable) ]]\" in the needs of job \"\(first.job.name)\": its matrix has no such variable",
            gitlabMessage: messages.joined(separator: ", "), at: first.span,
            related: faults.dropFirst().map {
                Diagnostic.Related($0.span, "\"\($0.variable)\" is missing in the matrix of \"\($0.job.name)\"")
            }, docs: KeywordReference.page + "#needsparallelmatrix")
    }
}
