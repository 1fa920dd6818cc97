import BuildKit
import Diagnostics

/// The findings of BuildKit's checks of Dockerfiles for GitLab's code quality widget
/// (https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format).
///
/// The link to a rule's page is part of the description, which is what the widget shows; `content` holds it too, as Code
/// Climate's format has it.
package enum CodeQualityReport: BuildReport {
    package static func render(_ builds: [BuildRecord], for project: GitLabProject) -> RenderedReport {
        var fingerprint = Fingerprint()
        var seen: [BuildRecord.Finding] = []
        // Two images of one Dockerfile share its findings.
        for finding in builds.flatMap(\.findings) where !seen.contains(finding) { seen.append(finding) }
        let ordered = seen.sorted {
            ($0.file, $0.lines?.lowerBound ?? 0, $0.rule ?? "", $0.message)
                < ($1.file, $1.lines?.lowerBound ?? 0, $1.rule ?? "", $1.message)
        }
        let issues = ordered.map { finding in
            issue(
                finding,
                fingerprint.next(
                    check: finding.rule ?? "", path: finding.file, line: finding.lineText ?? finding.message))
        }
        return RenderedReport(text: JSONValue.array(issues).prettyText + "\n")
    }

    private static func issue(_ finding: BuildRecord.Finding, _ fingerprint: String) -> JSONValue {
        var lines: JSONObject = ["begin": .number("\(finding.lines?.lowerBound ?? 1)")]
        if let range = finding.lines, range.count > 1 { lines["end"] = .number("\(range.upperBound)") }
        var issue: JSONObject = [
            "description": .string(finding.message + (finding.url.map { " (\($0))" } ?? "")),
            "check_name": .string(finding.rule ?? "DockerfileCheck"),
            "fingerprint": .string(fingerprint),
            "severity": .string(severity(finding.rule)),
            "location": .object(["path": .string(path(finding.file)), "lines": .object(lines)]),
        ]
        let body = [finding.detail, finding.url ?? ""].filter { !$0.isEmpty }.joined(separator: "\n\n")
        if !body.isEmpty { issue["content"] = .object(["body": .string(body)]) }
        return .object(issue)
    }

    /// Without `./`, which the widget would not match with the file of a merge request.
    private static func path(_ file: String) -> String {
        var file = Substring(file)
        while file.hasPrefix("./") { file = file.dropFirst(2) }
        return String(file)
    }

    /// BuildKit knows one level. What leaks a secret or means something else than it says is graver than a style; the
    /// names are those of https://docs.docker.com/reference/build-checks/.
    private static func severity(_ rule: String?) -> String {
        switch rule {
        case "SecretsUsedInArgOrEnv": "critical"
        case "UndefinedVar", "UndefinedArgInFrom", "DuplicateStageName", "MultipleInstructionsDisallowed",
            "InvalidDefaultArgInFrom", "InvalidBaseImagePlatform", "CopyIgnoredFile", "ReservedStageName":
            "major"
        case "FromAsCasing", "StageNameCasing", "ConsistentInstructionCasing", "LegacyKeyValueFormat",
            "InvalidDefinitionDescription", "ExposeProtoCasing":
            "info"
        default: "minor"
        }
    }
}
