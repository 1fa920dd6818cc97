import Diagnostics
import GitLabCI

/// One file to check.
struct LintInput: Sendable {
    /// What to read; `-` is standard input.
    let source: String
    /// The name under which findings show it.
    let name: String
    /// Its path in the project.
    let path: String
    let project: any ProjectFiles

    /// Files below `templates/` at the root of a project are components, or parts of some
    /// (https://docs.gitlab.com/ci/components/#directory-structure).
    var kind: CheckedFile.Kind { path.hasPrefix("templates/") ? .component : .pipeline }

    func read() throws(CommandFailure) -> SourceFile {
        SourceFile(name: name, path: path, bytes: try InputFile.bytes(of: source))
    }
}
