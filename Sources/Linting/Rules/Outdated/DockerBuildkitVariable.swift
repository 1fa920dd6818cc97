import Diagnostics
import GitLabCI

/// See `about`.
package struct DockerBuildkitVariable: Rule {
    package static let about = RuleDescription(
        id: "docker-buildkit-variable", category: .outdated, severity: .note,
        summary: "DOCKER_BUILDKIT is set for jobs that do not run docker",
        why: """
            The variable tells the `docker` command to use BuildKit, which it does without being told since version 23. `buildctl`, \
            `buildkit-run` and Kaniko do not read it. Left behind by a migration, it makes readers believe that Docker is involved.
            """,
        examples: [
            .bad(
                """
                build:
                  variables:
                    ⟦DOCKER_BUILDKIT⟧: "1"
                  script: buildctl build --frontend dockerfile.v0
                """,
                says: "no job that sees DOCKER_BUILDKIT runs docker; remove it"),
            .good(
                """
                variables:
                  DOCKER_BUILDKIT: "1"

                build:
                  script: docker build .
                """),
        ], references: ["https://docs.docker.com/build/buildkit/#getting-started"])

    package init() {}

    package func check(_ pipeline: LintedPipeline, _ report: inout Reporter) {
        guard pipeline.isComplete, !pipeline.isComponent else { return }
        var readers: [SourceSpan: Bool] = [:]
        for job in pipeline.jobs where !job.isBridge {
            guard let variable = job.variables["DOCKER_BUILDKIT"] else { continue }
            let builds = job.runs(KnownCommand.buildctlNames + [KnownCommand.kaniko])
            // A script may run docker out of sight.
            let mayRead = !builds || job.runs(["docker", "make", "docker-compose"])
            readers[variable.keySpan] = (readers[variable.keySpan] ?? false) || mayRead
        }
        for (span, isRead) in readers where !isRead {
            report.report("no job that sees DOCKER_BUILDKIT runs docker; remove it", at: span)
        }
    }
}
