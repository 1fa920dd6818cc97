import Diagnostics
import GitLabCI
import ShellSyntax

/// See `about`.
package struct LeftoverNoCache: Rule {
    package static let about = RuleDescription(
        id: "leftover-no-cache", category: .slow, severity: .warning,
        summary: "`--no-cache` makes every build run every step",
        why: """
            The flag is a means to look for a mistake, and is easily left behind: imported cache is then ignored, and exported cache \
            never helps. A job that only schedules start may use it on purpose, to bring in updates of packages, and is left alone.
            """,
        fix: .unsafe,
        examples: [
            .bad(
                """
                build:
                  script:
                    - docker buildx build ⟦--no-cache⟧ --push -t registry.example.com/app .
                """,
                says: "\"--no-cache\" makes every build run every step; remove it",
                fixed: """
                    build:
                      script:
                        - docker buildx build --push -t registry.example.com/app .
                    """),
            .good(
                """
                rebuild:
                  script:
                    - docker buildx build --no-cache --push -t registry.example.com/app .
                  rules:
                    - if: $CI_PIPELINE_SOURCE == "schedule"
                """),
        ], references: ["https://docs.docker.com/build/cache/invalidation/"])

    package init() {}

    package func check(_ build: ImageBuild, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        guard let flag = build.noCache, flag.value?.text != "false" else { return }
        let outlook = pipeline.outlook.outlook(of: job)
        guard !outlook.mayRun.subtracting(PipelineKinds { $0.source == .schedule }).isEmpty else { return }
        // All of them: what is left of several would be found again.
        let edits = build.line.flags.filter { $0.name == flag.name }.compactMap { removal(of: $0, in: build) }
        report.report(
            "\"\(flag.written)\" makes every build run every step; remove it", at: build.line.span(flag),
            fix: edits.isEmpty ? nil : Fix(title: "remove the flag", safety: .unsafe, edits: edits))
    }

    /// The flag goes with the blank behind it.
    private func removal(of flag: CommandLine.Flag, in build: ImageBuild) -> TextEdit? {
        let item = build.command.item
        var end = flag.words.last?.range.upperBound ?? flag.range.upperBound
        if item.text(of: end..<end + 1) == " " { end += 1 }
        return item.edit(flag.range.lowerBound..<end, "")
    }
}
