import Diagnostics
import GitLabCI
import ShellSyntax

/// See `about`.
package struct SequentialImages: Rule {
    package static let about = RuleDescription(
        id: "sequential-images", category: .slow, severity: .note,
        summary: "each of several builds in a job starts and stops a daemon of its own",
        why: """
            `buildctl-daemonless.sh` starts `buildkitd`, runs one build and stops it. A second build in the same job waits for \
            another daemon, one after the other, although one daemon can run both at once and do what they have in common only once.
            """,
        remedy: """
            Run all builds under one daemon: `buildkit-run exec -- sh -c '…'` with `buildctl build … &` and `wait`, or \
            `buildkit-run image --from buildkit-ci.yml`, which builds several images side by side. \
            In the public image, which has neither, add a `moby/buildkit` service and run `buildctl build` for each.
            """,
        examples: [
            .bad(
                """
                build:
                  script:
                    - buildctl-daemonless.sh build --frontend dockerfile.v0 --local context=api --local dockerfile=api
                    - ⟦buildctl-daemonless.sh⟧ build --frontend dockerfile.v0 --local context=web --local dockerfile=web
                """,
                says: """
                    this build starts a second daemon after the first has stopped; run both under one by "buildkit-run exec" or \
                    "buildkit-run image --from"
                    """),
            .good(
                """
                build:
                  script:
                    - buildkit-run exec -- ./build-both.sh
                """),
        ],
        references: ["https://github.com/moby/buildkit/blob/master/examples/buildctl-daemonless/buildctl-daemonless.sh"]
    )

    package init() {}

    package func check(_ job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        let builds = job.builds.filter { build in
            ["buildctl-daemonless.sh", "buildkit-run"].contains(build.command.name) && !build.command.shell.isNested
        }
        for build in builds.dropFirst() {
            report.report(
                """
                this build starts a second daemon after the first has stopped; run both under one by "buildkit-run exec" or \
                "buildkit-run image --from"
                """, at: build.span)
        }
    }
}
