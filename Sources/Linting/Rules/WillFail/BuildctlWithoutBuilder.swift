import Diagnostics
import GitLabCI
import ShellSyntax

/// See `about`.
package struct BuildctlWithoutBuilder: Rule {
    package static let about = RuleDescription(
        id: "buildctl-without-builder", category: .willFail, severity: .error, confidence: .medium,
        summary: "buildctl has no daemon to talk to",
        why: """
            `buildctl` is a client: without `--addr` and `BUILDKIT_HOST` it dials `/run/buildkit/buildkitd.sock`, where nothing \
            listens in a container whose entrypoint was replaced, and ends with `connect: no such file or directory`. A `docker:dind` \
            service does not help, as it offers Docker's API and not BuildKit's. GitLab's recipe "Native BuildKit" has this mistake.
            """,
        remedy: """
            Let the job start a daemon by `buildctl-daemonless.sh` or `buildkit-run build` instead of `buildctl`, or add a \
            `moby/buildkit` service and name it in `BUILDKIT_HOST`. A `BUILDKIT_HOST` among the project's own variables is not seen here.
            """,
        examples: [
            .bad(
                """
                build:
                  image:
                    name: moby/buildkit:v0.26.2-rootless
                    entrypoint: [""]
                  services: [docker:28.5.1-dind]
                  script:
                    - ⟦buildctl⟧ build --frontend dockerfile.v0 --local context=. --local dockerfile=.
                """,
                says: """
                    buildctl finds no daemon: neither --addr nor BUILDKIT_HOST is set; run buildctl-daemonless.sh, or add a \
                    BuildKit service
                    """),
            .good(
                """
                build:
                  image:
                    name: moby/buildkit:v0.26.2-rootless
                    entrypoint: [""]
                  variables:
                    BUILDKITD_FLAGS: --oci-worker-no-process-sandbox
                  script:
                    - buildctl --version
                    - buildctl-daemonless.sh build --frontend dockerfile.v0 --local context=. --local dockerfile=.
                """),
            .good(
                """
                build:
                  image:
                    name: moby/buildkit:v0.26.2
                    entrypoint: [""]
                  variables:
                    BUILDKIT_HOST: tcp://builds.example.com:1234
                  script:
                    - buildctl build --frontend dockerfile.v0 --local context=. --local dockerfile=.
                """, isDocumented: false),
        ], references: ["https://github.com/moby/buildkit#starting-the-buildkitd-daemon"])

    package static let commands = ["buildctl"]

    /// What brings a daemon up in the job itself.
    private static let starters: Set<String> = ["buildkitd", "rootlesskit", "buildkit-run", "dockerd", "nerdctl"]

    package init() {}

    package func check(
        _ command: LintedCommand, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter
    ) {
        guard let line = command.line, let verb = line.path.dropFirst().first,
            ["build", "b", "du", "prune", "debug"].contains(verb), !line.isOpen, !line.has("addr"),
            // With another image, or none, a daemon may be there.
            let image = job.image, image.isBuildKit || image.isKaniko,
            job.variables["BUILDKIT_HOST"] == nil, !job.mayVary("BUILDKIT_HOST"), !job.setsInScript("BUILDKIT_HOST"),
            !job.commands.contains(where: { Self.starters.contains($0.name) })
        else { return }
        report.report(
            """
            buildctl finds no daemon: neither --addr nor BUILDKIT_HOST is set; run buildctl-daemonless.sh, or add a BuildKit \
            service
            """, at: command.nameSpan)
    }
}
