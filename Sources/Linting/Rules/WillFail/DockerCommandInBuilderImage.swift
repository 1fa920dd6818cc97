import Diagnostics
import GitLabCI
import ShellSyntax

/// See `about`.
package struct DockerCommandInBuilderImage: Rule {
    package static let about = RuleDescription(
        id: "docker-command-in-builder-image", category: .willFail, severity: .error,
        summary: "the image of BuildKit or Kaniko has no docker command",
        why: """
            `moby/buildkit` holds `buildkitd` and `buildctl`, Kaniko's image the executor and a busybox. A `docker login` or \
            `docker push` left over from the job before ends with `docker: not found`. Both read the logins from a `config.json`, and \
            push by themselves.
            """,
        remedy: "`buildkit-run login` writes the `config.json`; `--output type=image,name=…,push=true` pushes.",
        examples: [
            .bad(
                """
                build:
                  image:
                    name: moby/buildkit:v0.26.2-rootless
                    entrypoint: [""]
                  variables:
                    BUILDKITD_FLAGS: --oci-worker-no-process-sandbox
                  script:
                    - echo "$CI_REGISTRY_PASSWORD" | ⟦docker⟧ login -u "$CI_REGISTRY_USER" --password-stdin "$CI_REGISTRY"
                    - buildctl-daemonless.sh build --frontend dockerfile.v0
                """,
                says:
                    "\"moby/buildkit:v0.26.2-rootless\" has no docker command; write the login to $DOCKER_CONFIG/config.json"
            ),
            .good(
                """
                build:
                  image: docker:28.5.1
                  services: [docker:28.5.1-dind]
                  script: docker build .
                """),
        ], references: ["https://docs.gitlab.com/ci/docker/using_buildkit/"])

    package static let commands = ["docker", "docker-compose"]

    package init() {}

    package func check(
        _ command: LintedCommand, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter
    ) {
        guard let image = job.image, image.isBuildKit || image.isKaniko, !command.shell.isNested,
            command.shell.connector == .sequence || command.shell.readsPipe
        else { return }
        let verb = command.line?.path.dropFirst().first
        report.report(.noDocker(image.name, verb), at: command.nameSpan)
    }
}

extension RuleMessage {
    fileprivate static func noDocker(_ image: String, _ verb: String?) -> Self {
        let advice =
            switch verb {
            case "login": "write the login to $DOCKER_CONFIG/config.json"
            case "build", "buildx": "build by buildctl-daemonless.sh or buildkit-run image"
            case "push", "tag": "let the build push under all names by --output"
            default: "take an image that has one"
            }
        return "\"\(image)\" has no docker command; \(advice)"
    }
}
