/// What came of the check of one file, includes among it.
package struct CheckedFile: Sendable {
    package enum Kind: String, Sendable {
        /// The root of a configuration.
        case pipeline
        /// A file below `templates/` that pipelines include (https://docs.gitlab.com/ci/components/). Judged is what does
        /// not depend on the pipeline around it and on inputs without default.
        case component
    }

    /// Something that could not be looked at; verdicts that it could change are withheld.
    package struct Gap: Sendable {
        /// What is missing, such as `remote "https://example.com/ci.yml"`.
        package let name: String
        package let reason: String
        /// Where it is asked for.
        package let span: SourceSpan

        package init(name: String, reason: String, at span: SourceSpan) {
            self.name = name
            self.reason = reason
            self.span = span
        }
    }

    package var file: SourceFile
    package var kind: Kind
    /// GitLab's messages, verbatim, in its order and with its repetitions.
    package var errors: [String] = []
    /// GitLab's warnings, verbatim.
    package var warnings: [String] = []
    /// All findings, in the order of every output.
    package var findings: [Diagnostic] = []
    package var gaps: [Gap] = []
    /// The jobs as GitLab's CI Lint API describes them, by stage; none when there are errors.
    package var jobs: [JSON] = []
    /// The names of the jobs, in the order of the file.
    package var jobNames: [String] = []
    /// With `.pre` and `.post`, in order; none when there are errors.
    package var stages: [String] = []

    package init(_ file: SourceFile, kind: Kind = .pipeline) {
        self.file = file
        self.kind = kind
    }

    /// Whether GitLab accepts the file.
    package var isValid: Bool { errors.isEmpty }
    package var isComplete: Bool { gaps.isEmpty }
}
