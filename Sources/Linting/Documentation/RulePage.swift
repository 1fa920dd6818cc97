package import Diagnostics
import GitLabCI

/// The page of a rule: what it is about, the facts, and examples with the output that the linter really gives.
package struct RulePage {
    private let rule: any Rule
    private var about: RuleDescription { type(of: rule).about }

    package init(_ rule: any Rule) { self.rule = rule }

    /// For the documentation.
    package var markdown: String {
        var parts = ["# \(about.id)", about.summary.capitalizedFirst + "."]
        parts.append(
            """
            | Category | Severity | Confidence | Fix | Since |
            |---|---|---|---|---|
            | \(about.category.rawValue) | \(about.severity.rawValue) | \(about.confidence.rawValue) | \(Self.fix(about.fix)) \
            | \(about.since) |
            """)
        parts.append("## Why is this bad?\n\n\(about.why)")
        if let remedy = about.remedy { parts.append("## What to do\n\n\(remedy)") }
        parts.append("## Examples")
        for example in about.examples where example.isDocumented { parts.append(markdown(example)) }
        parts.append("## How to silence it\n\n\(silencing(fence: "yaml"))")
        parts.append("## See also\n\n" + about.references.map { "- <\($0)>" }.joined(separator: "\n"))
        return parts.joined(separator: "\n\n") + "\n"
    }

    /// For a terminal.
    package var text: String {
        var parts = ["\(about.id)\n  \(about.summary)"]
        parts.append(
            """
              category    \(about.category.rawValue)
              severity    \(about.severity.rawValue)
              confidence  \(about.confidence.rawValue)\(about.confidence == .low ? ", only with --pedantic" : "")
              fix         \(Self.fix(about.fix))
            """)
        parts.append(Self.wrapped(about.why))
        if let remedy = about.remedy { parts.append("What to do:\n" + Self.wrapped(remedy)) }
        for example in about.examples where example.isDocumented {
            let title = example.title.map { " (\($0))" } ?? ""
            parts.append("\(example.isBad ? "Bad" : "Good")\(title):\n\n" + Self.indented(example.text))
            for file in Self.files(of: example) {
                parts.append(file.text.map { "with \(file.path):\n\n\(Self.indented($0))" } ?? "with \(file.path)")
            }
            if example.isBad { parts.append("gives:\n\n" + Self.indented(output(of: example))) }
            if let fixed = example.fixed { parts.append("Fixed:\n\n" + Self.indented(fixed)) }
        }
        parts.append("To silence it, with the reason:\n\n" + Self.indented(Self.allowance(about.id)))
        parts.append(about.references.map { "see \($0)" }.joined(separator: "\n"))
        return parts.joined(separator: "\n\n") + "\n"
    }

    /// What `lint` prints for an example, with this rule alone.
    package func output(of example: RuleExample) -> String {
        let name = ".gitlab-ci.yml"
        let file = SourceFile(name: name, text: example.text)
        let project = MemoryProject(texts: example.files.merging([name: example.text]) { $1 })
        let report = PipelineLoader(LoadingEnvironment(files: project)).load(file)
        var selection = RuleSelection()
        selection.isPedantic = true
        let findings = RuleCheck([rule], selection: selection)
            .findings(on: report, of: file, in: project, isComponent: false).filter { $0.id == about.id }
        return TextRenderer().render(findings)
    }

    private func markdown(_ example: RuleExample) -> String {
        let title = example.title.map { "\n\($0).\n" } ?? ""
        var parts = ["\(example.isBad ? "❌ Bad" : "✅ Good"):\n\(title)\n\(Self.fenced(example.text, "yaml"))"]
        parts += Self.files(of: example).map { file in
            file.text.map { "`\(file.path)`:\n\n\(Self.fenced($0, ""))" } ?? file.path
        }
        guard example.isBad else { return parts.joined(separator: "\n\n") }
        parts.append("Output:\n\n\(Self.fenced(output(of: example), "text"))")
        if let fixed = example.fixed { parts.append("After the fix:\n\n\(Self.fenced(fixed, "yaml"))") }
        return parts.joined(separator: "\n\n")
    }

    /// The other files of an example, those that are there for their size without what is in them.
    private static func files(of example: RuleExample) -> [(path: String, text: String?)] {
        example.files.sorted { $0.key < $1.key }.map { path, text in
            text.utf8.count < 2000 ? (path, text) : ("\(path) (\(text.utf8.count) bytes)", nil)
        }
    }

    private func silencing(fence: String) -> String {
        "Write the reason in a comment on the line, or on the line above it:\n\n"
            + Self.fenced(Self.allowance(about.id), fence)
    }

    private static func allowance(_ id: String) -> String { "# buildkit-ci:allow[\(id)] the reason\n" }

    private static func fix(_ kind: RuleDescription.FixKind) -> String {
        switch kind {
        case .none: "none"
        case .safe: "`--fix`"
        case .unsafe: "`--fix --unsafe`"
        }
    }

    private static func fenced(_ text: String, _ language: String) -> String {
        "```\(language)\n\(text)\(text.hasSuffix("\n") ? "" : "\n")```"
    }

    private static func indented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "    \($0)" }
            .joined(separator: "\n").trimmedEnd
    }

    /// Lines of at most 100 characters.
    private static func wrapped(_ text: String) -> String {
        var lines = [""]
        for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            if lines[lines.count - 1].count + word.count + 1 > 100 { lines.append("") }
            lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + word
        }
        return lines.joined(separator: "\n")
    }
}

extension RulePage {
    /// What reports say of the rule.
    package var metadata: RuleMetadata {
        RuleMetadata(
            id: about.id, category: about.category.rawValue, summary: about.summary, why: about.why, page: markdown,
            severity: about.severity, confidence: about.confidence, docs: about.references.first)
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }

    fileprivate var trimmedEnd: String {
        var text = self
        while text.last?.isWhitespace ?? false { text.removeLast() }
        return text
    }
}
