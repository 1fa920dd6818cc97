import Diagnostics
import GitLabCI

/// See `about`.
package struct BuilderImageWithoutEntrypoint: Rule {
    package static let about = RuleDescription(
        id: "builder-image-without-entrypoint", category: .willFail, severity: .error,
        summary: "the job's image runs a builder as its entrypoint, so that the script is never run",
        why: """
            The images of BuildKit start `buildkitd`, those of Kaniko its executor, with whatever words follow. GitLab Runner \
            starts the image of a job with a shell and the script as these words, which the builder does not understand: \
            the job ends before its first line, or hangs. With an empty entrypoint the shell itself is started.
            """,
        fix: .safe,
        examples: [
            .bad(
                """
                build:
                  image: ⟦moby/buildkit:v0.26.2-rootless⟧
                  script: buildctl-daemonless.sh build --frontend dockerfile.v0
                """,
                says: """
                    image "moby/buildkit:v0.26.2-rootless" runs buildkitd as its entrypoint, and not the script; \
                    add entrypoint: [""]
                    """,
                fixed: """
                    build:
                      image:
                        name: moby/buildkit:v0.26.2-rootless
                        entrypoint: [""]
                      script: buildctl-daemonless.sh build --frontend dockerfile.v0
                    """),
            .bad(
                """
                default:
                  image:
                    name: ⟦gcr.io/kaniko-project/executor:v1.23.2-debug⟧
                    pull_policy: always

                build:
                  script: /kaniko/executor --context . --no-push
                """,
                says: """
                    image "gcr.io/kaniko-project/executor:v1.23.2-debug" runs the executor as its entrypoint, and not the \
                    script; add entrypoint: [""]
                    """,
                fixed: """
                    default:
                      image:
                        name: gcr.io/kaniko-project/executor:v1.23.2-debug
                        entrypoint: [""]
                        pull_policy: always

                    build:
                      script: /kaniko/executor --context . --no-push
                    """, isDocumented: false),
            .good(
                """
                build:
                  image:
                    name: moby/buildkit:v0.26.2-rootless
                    entrypoint: [""]
                  variables:
                    BUILDKITD_FLAGS: --oci-worker-no-process-sandbox
                  script: buildctl-daemonless.sh build --frontend dockerfile.v0
                """),
            .good(
                """
                build:
                  image: docker:28.5.1
                  services: [{ name: "moby/buildkit:v0.26.2", alias: buildkitd }]
                  script: docker version
                """, title: "A service is meant to run its entrypoint", isDocumented: false),
        ], references: ["https://docs.gitlab.com/ci/docker/using_docker_images/#override-the-entrypoint-of-an-image"])

    package init() {}

    package func check(_ job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        guard let image = job.image, image.isBuildKit || image.isKaniko, image.entrypoint == nil,
            let entry = job.entry("image"),
            // The Kubernetes executor puts its own command in place of the entrypoint.
            image.value["kubernetes"] == nil
        else { return }
        let program = image.isBuildKit ? "buildkitd" : "the executor"
        let entrypoint = "entrypoint: [\"\"]"
        let edit =
            entry.value.mapping.map { image in
                // One that holds nothing is a key too.
                image.entry("entrypoint") == nil
                    ? image.entry("name").flatMap { YAMLEdits.adding(entrypoint, behind: $0) } : nil
            }
            ?? YAMLEdits.expanding(entry, into: "name", adding: [entrypoint])
        report.report(
            .entrypoint(of: image.name, runs: program), at: image.nameSpan,
            fix: .safe("start the shell and not \(program)", edit))
    }
}

extension RuleMessage {
    fileprivate static func entrypoint(of image: String, runs program: String) -> Self {
        "image \"\(image)\" runs \(program) as its entrypoint, and not the script; add entrypoint: [\"\"]"
    }
}
