import Diagnostics
import GitLabAPI

/// Where GitLab's own verdict on a pipeline differs from ours.
///
/// GitLab is right by definition: what it refuses and we accept is an error, all else a warning. A difference may have
/// a good reason, too: GitLab knows the variables of the project, and it takes local includes from the default branch.
struct ServerComparison {
    private static let id = "server-differs"

    let differences: [Diagnostic]

    init(_ ours: CheckedFile, _ theirs: LintReport) {
        var differences: [Diagnostic] = []
        func add(_ severity: Diagnostic.Severity, _ message: String, gitlab: String? = nil, at span: SourceSpan? = nil)
        {
            differences.append(
                Diagnostic(
                    id: Self.id, severity: severity, message: message, gitlabMessage: gitlab,
                    at: span ?? .start(of: ours.file)))
        }
        func place(_ message: String) -> SourceSpan? {
            ours.findings.first { $0.gitlabMessage == message }?.primary
        }

        let severity: Diagnostic.Severity = ours.isValid && !theirs.valid ? .error : .warning
        for message in Self.missing(theirs.errors, in: ours.errors) {
            add(severity, "the server reports an error that was not found here: \"\(message)\"", gitlab: message)
        }
        if ours.isValid, !theirs.valid, theirs.errors.isEmpty {
            add(.error, "the server says that the pipeline is not valid, without a reason")
        }
        for message in Self.missing(ours.errors, in: theirs.errors) {
            add(.warning, "the server does not report this error: \"\(message)\"", at: place(message))
        }
        for message in Self.missing(theirs.warnings, in: ours.warnings) {
            add(.warning, "the server reports a warning that was not found here: \"\(message)\"", gitlab: message)
        }
        for message in Self.missing(ours.warnings, in: theirs.warnings) {
            add(.warning, "the server does not report this warning: \"\(message)\"", at: place(message))
        }
        if ours.isValid, ours.isComplete, theirs.valid, let jobs = theirs.jobs?.map(\.name) {
            let more = Self.missing(jobs, in: ours.jobNames)
            let fewer = Self.missing(ours.jobNames, in: jobs)
            if !more.isEmpty { add(.warning, "the server has jobs that are not here: \(Self.list(more))") }
            if !fewer.isEmpty { add(.warning, "the server does not have these jobs: \(Self.list(fewer))") }
        }
        self.differences = differences
    }

    /// The texts that are not among others, each once, in their order.
    private static func missing(_ texts: [String], in others: [String]) -> [String] {
        var seen = Set(others)
        return texts.filter { seen.insert($0).inserted }
    }

    private static func list(_ names: [String]) -> String { names.map { "\"\($0)\"" }.joined(separator: ", ") }
}
