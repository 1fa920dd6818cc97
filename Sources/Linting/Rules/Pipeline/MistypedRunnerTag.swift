import Diagnostics
import GitLabCI

/// See `about`.
package struct MistypedRunnerTag: Rule {
    package static let about = RuleDescription(
        id: "mistyped-runner-tag", category: .pipeline, severity: .warning, confidence: .medium,
        summary: "one job's runner tag differs by a slip from the tag of the other jobs",
        why: """
            A job runs only on a runner that has all its `tags`, written alike. With a tag that no runner has the job stays \
            pending until it is dropped, and the message speaks of runners, not of the slip. A tag that one job uses, and that \
            differs by one letter from the tag of several others, is most likely that tag.
            """,
        examples: [
            .bad(
                """
                build:
                  tags: [docker]
                  script: make

                test:
                  tags: [docker]
                  script: make test

                deploy:
                  tags: [⟦dokcer⟧]
                  script: make deploy
                """,
                says: "runner tag \"dokcer\" is used here alone; did you mean \"docker\", as in the other jobs?",
                without: [.extends, .anchor]),
            .good(
                """
                build-amd64:
                  tags: [linux-amd64]
                  script: make

                build-arm64:
                  tags: [linux-arm64]
                  script: make

                test:
                  tags: [linux-amd64]
                  script: make test
                """, title: "Names that differ by a digit or an architecture are different runners"),
        ], references: ["https://docs.gitlab.com/ci/yaml/#tags"])

    package init() {}

    package func check(_ pipeline: LintedPipeline, _ report: inout Reporter) {
        var uses: [String: [SourceSpan]] = [:]
        for job in pipeline.jobs where !job.isUncertain {
            for tag in job["tags"]?.flattened ?? [] {
                if let name = tag.string, !name.contains(utf8: "$") { uses[name, default: []].append(tag.span) }
            }
        }
        let common = uses.filter { $0.value.count >= 2 }.map(\.key).sorted()
        for (name, spans) in uses.sorted(by: { $0.key < $1.key }) where spans.count == 1 && name.count >= 4 {
            // Digits count runners, sizes and architectures.
            guard let near = Suggestion.nearest(to: name, among: common, mistakes: 1),
                name.filter(\.isNumber) == near.filter(\.isNumber),
                !Self.differInArchitecture(name, near)
            else { continue }
            for span in spans { report.report(.slip(name, near), at: span) }
        }
    }

    private static func differInArchitecture(_ first: String, _ second: String) -> Bool {
        let names = ["amd64", "arm64", "x86", "arm", "386"]
        return names.filter(first.contains) != names.filter(second.contains)
    }
}

extension RuleMessage {
    fileprivate static func slip(_ tag: String, _ near: String) -> Self {
        "runner tag \"\(tag)\" is used here alone; did you mean \"\(near)\", as in the other jobs?"
    }
}
