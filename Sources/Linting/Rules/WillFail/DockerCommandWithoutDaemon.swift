import Diagnostics
import GitLabCI
import ShellSyntax

/// See `about`.
package struct DockerCommandWithoutDaemon: Rule {
    package static let about = RuleDescription(
        id: "docker-command-without-daemon", category: .willFail, severity: .warning, confidence: .low,
        summary: "a job runs docker, and has no service with a daemon",
        why: """
            The `docker` image holds the client alone. Without a `docker:dind` service or `DOCKER_HOST` it looks for \
            `/var/run/docker.sock`, which is there only if the runner mounts the host's. Else it looks for a host named `docker`, \
            and ends with `lookup docker: no such host`; where the runner passes over the image's entrypoint, as on Kubernetes, with \
            `Cannot connect to the Docker daemon`. Runners that mount the socket are common, and cannot be seen in the file: hence \
            a guess.
            """,
        examples: [
            .bad(
                """
                build:
                  image: docker:28.5.1
                  script:
                    - ⟦docker⟧ build -t app .
                """,
                says: "no service of the job is a Docker daemon; add docker:dind, or build with a daemonless BuildKit"),
            .good(
                """
                build:
                  image: docker:28.5.1
                  services: [docker:28.5.1-dind]
                  script:
                    - docker build -t app .
                """),
        ], references: ["https://docs.gitlab.com/ci/docker/using_docker_build/"])

    package static let commands = ["docker"]

    private static let withoutDaemon: Set<String> = [
        "login", "logout", "version", "buildx", "manifest", "context", "help",
    ]

    package init() {}

    package func check(
        _ command: LintedCommand, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter
    ) {
        guard let image = job.image, image.isDocker, !image.isDockerInDocker,
            let verb = command.line?.path.dropFirst().first ?? command.arguments.first?.literal,
            !Self.withoutDaemon.contains(verb), !verb.hasPrefix("-"), !command.shell.isNested,
            !job.services.contains(where: {
                $0.image.isDockerInDocker || $0.aliases.contains("docker") || $0.image.reference == nil
            }),
            job.variables["DOCKER_HOST"] == nil, !job.mayVary("DOCKER_HOST"), !job.setsInScript("DOCKER_HOST")
        else { return }
        report.report(
            "no service of the job is a Docker daemon; add docker:dind, or build with a daemonless BuildKit",
            at: command.nameSpan)
    }
}
