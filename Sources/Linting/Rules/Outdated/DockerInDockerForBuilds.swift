import Diagnostics
import GitLabCI
import ShellSyntax

/// See `about`.
package struct DockerInDockerForBuilds: Rule {
    package static let about = RuleDescription(
        id: "docker-in-docker-for-builds", category: .outdated, severity: .note, confidence: .medium,
        summary: "a job runs a whole Docker daemon only to build an image",
        why: """
            Docker-in-Docker needs a privileged container, which gives the job all rights on the runner's host. A job that only \
            builds and pushes needs BuildKit alone: rootless, without a service, and started in a tenth of a second. A job that also \
            runs containers still needs a daemon, and is left alone.
            """,
        remedy: "`buildkit-ci generate daemonless` writes the job.",
        examples: [
            .bad(
                """
                build:
                  image: docker:28.5.1
                  services:
                    - ⟦docker:28.5.1-dind⟧
                  script:
                    - echo "$CI_REGISTRY_PASSWORD" | docker login -u "$CI_REGISTRY_USER" --password-stdin "$CI_REGISTRY"
                    - docker build -t "$CI_REGISTRY_IMAGE" .
                    - docker push "$CI_REGISTRY_IMAGE"
                """,
                says: """
                    "docker:28.5.1-dind" serves builds only, and needs a privileged runner; build with a daemonless BuildKit
                    """),
            .bad(
                """
                build:
                  image: docker:28.5.1
                  services:
                    - ⟦docker:28.5.1-dind⟧
                  script:
                    - docker login -u $CI_REGISTRY_USER -p $CI_REGISTRY_PASSWORD $CI_REGISTRY
                    - docker build $BUILD_OPTIONS -t $IMAGE .
                    - docker push $IMAGE
                """,
                says: """
                    "docker:28.5.1-dind" serves builds only, and needs a privileged runner; build with a daemonless BuildKit
                    """, isDocumented: false),
            .good(
                """
                test:
                  image: docker:28.5.1
                  services:
                    - docker:28.5.1-dind
                  script:
                    - docker build -t app .
                    - docker run app ./test
                """),
        ], references: ["https://docs.gitlab.com/ci/docker/using_buildkit/"])

    /// What `docker` can do that BuildKit can do without it.
    private static let building: Set<String> = ["build", "login", "logout", "push", "tag", "version", "info", "buildx"]

    package init() {}

    package func check(
        _ service: LintedService, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter
    ) {
        guard service.image.isDockerInDocker, !job.builds.isEmpty else { return }
        let calls = job.commands(named: "docker")
        let others = job.commands.filter { Self.otherClients.contains($0.name) }
        guard others.isEmpty, !calls.isEmpty,
            calls.allSatisfy({ call in call.line.map(isForBuilding) ?? false })
        else { return }
        report.report(.buildsOnly(service.image.name), at: service.image.nameSpan)
    }

    /// Programs that talk to the daemon too.
    private static let otherClients: Set<String> = ["docker-compose", "make", "testcontainers", "ctr", "trivy", "kind"]

    private func isForBuilding(_ line: CommandLine) -> Bool {
        guard let verb = line.path.dropFirst().first ?? line.arguments.first?.literal else { return false }
        // An image that is only loaded is there to be run.
        return Self.building.contains(verb) && !line.has("load")
    }
}

extension RuleMessage {
    fileprivate static func buildsOnly(_ image: String) -> Self {
        "\"\(image)\" serves builds only, and needs a privileged runner; build with a daemonless BuildKit"
    }
}
