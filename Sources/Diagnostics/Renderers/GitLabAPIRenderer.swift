/// One JSON object a line for each file, in the shape of GitLab's CI Lint API (`POST /projects/:id/ci/lint`,
/// https://docs.gitlab.com/api/lint/), so that a program can use either:
///
/// - `valid`, `errors`, `warnings`: GitLab's verdict and messages, verbatim, in its order and with its repetitions;
/// - `jobs`: objects with `name`, `stage`, `before_script`, `script`, `after_script`, `tag_list`, `only`, `except`,
///   `environment`, `when`, `allow_failure` and `needs`, by stage; empty when the file is not valid;
///
/// and besides:
///
/// - `file`: the name under which the file was given;
/// - `kind`: `pipeline`, or `component` for a file below `templates/`;
/// - `complete`: false when an include could not be had, so that verdicts which it could change are withheld;
/// - `stages`: all stages in order, with `.pre` and `.post`; empty when the file is not valid.
///
/// A file that could not be read has no verdict and no line; standard error and the exit status tell.
package struct GitLabAPIRenderer: ReportRenderer {
    package init() {}

    package func render(_ report: CheckReport) -> String {
        report.files.map { line($0).text + "\n" }.joined()
    }

    private func line(_ file: CheckedFile) -> JSON {
        .object([
            "file": .string(file.file.name),
            "kind": .string(file.kind.rawValue),
            "valid": .bool(file.isValid),
            "complete": .bool(file.isComplete),
            "errors": .strings(file.errors),
            "warnings": .strings(file.warnings),
            "jobs": .array(file.jobs),
            "stages": .strings(file.stages),
        ])
    }
}
