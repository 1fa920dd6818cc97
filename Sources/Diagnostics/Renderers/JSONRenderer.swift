/// Everything that is known, as one JSON object. Members are only added while `version` stays 1:
///
/// - `version`: 1; `tool`: `name` and `version`; `complete`: whether every input was read and every include was there;
/// - `files`, in the order of the command line, each with
///   - `file`: the name under which it was given; `path`: its path in the project; `kind`: `pipeline` or `component`;
///   - `valid`: whether GitLab accepts it; `complete`: false when something in `missing` could change the verdict;
///   - `errors`, `warnings`: GitLab's messages, verbatim, with its repetitions; `jobs`: names; `stages`: names;
///   - `missing`: `name`, `reason` and `location` of each include that could not be had;
///   - `findings`, in the order of the file, each with `id`, `severity` (`error`, `warning`, `note`), `message` (ours),
///     `gitlabMessage` (GitLab's own, or null), `location`, `related` (`location` and `label`), `help`, `docs`, and
///     `fix` (`title`, `safety`, and `edits` of `location` and `replacement`), and for findings of rules `category` and
///     `confidence` (`high`, `medium`, `low`); what is not there is null;
/// - `failures`: `file` and `message` of each input that could not be checked.
///
/// A location has `file`, `path`, `start` and `end`; a position has `line` and `column` from 1, the column in Unicode
/// scalars, and `offset` in bytes from 0. The end is just after the last character.
package struct JSONRenderer: ReportRenderer {
    package init() {}

    package func render(_ report: CheckReport) -> String {
        let root: JSON = .object([
            "version": 1,
            "tool": .object(["name": .string(report.tool.name), "version": .string(report.tool.version)]),
            "complete": .bool(report.isComplete),
            "files": .array(report.files.map(file)),
            "failures": .array(
                report.failures.map { .object(["file": .string($0.name), "message": .string($0.message)]) }),
        ])
        return root.prettyText + "\n"
    }

    private func file(_ file: CheckedFile) -> JSON {
        .object([
            "file": .string(file.file.name),
            "path": .string(file.file.path),
            "kind": .string(file.kind.rawValue),
            "valid": .bool(file.isValid),
            "complete": .bool(file.isComplete),
            "errors": .strings(file.errors),
            "warnings": .strings(file.warnings),
            "jobs": .strings(file.jobNames),
            "stages": .strings(file.stages),
            "missing": .array(
                file.gaps.map {
                    .object(["name": .string($0.name), "reason": .string($0.reason), "location": location($0.span)])
                }),
            "findings": .array(file.findings.map(finding)),
        ])
    }

    private func finding(_ finding: Diagnostic) -> JSON {
        .object([
            "id": .string(finding.id),
            "severity": .string(finding.severity.rawValue),
            "message": .string(finding.message),
            "gitlabMessage": text(finding.gitlabMessage),
            "location": location(finding.primary),
            "related": .array(
                finding.related.map { .object(["location": location($0.span), "label": .string($0.label)]) }),
            "help": text(finding.help),
            "docs": text(finding.docs),
            "fix": finding.fix.map(fix) ?? .null,
            "category": text(finding.category),
            "confidence": text(finding.confidence?.rawValue),
        ])
    }

    private func fix(_ fix: Fix) -> JSON {
        .object([
            "title": .string(fix.title),
            "safety": .string(fix.safety.rawValue),
            "edits": .array(
                fix.edits.map {
                    .object(["location": location($0.span), "replacement": .string($0.replacement)])
                }),
        ])
    }

    private func location(_ span: SourceSpan) -> JSON {
        .object([
            "file": .string(span.file.name),
            "path": .string(span.file.path),
            "start": position(span.startPosition, span.start),
            "end": position(span.endPosition, span.end),
        ])
    }

    private func position(_ position: SourcePosition, _ offset: Int) -> JSON {
        .object(["line": .integer(position.line), "column": .integer(position.column), "offset": .integer(offset)])
    }

    private func text(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }
}
