import Diagnostics
import GitLabCI
import ShellSyntax

/// See `about`.
package struct KubePodWithoutKubectl: Rule {
    package static let about = RuleDescription(
        id: "kube-pod-without-kubectl", category: .willFail, severity: .error,
        summary: "a kube-pod:// address needs kubectl, which the image of BuildKit does not have",
        why: """
            `buildctl` reaches `kube-pod://` by running `kubectl exec`. Without `kubectl` in the job's image it ends with \
            `exec: "kubectl": executable file not found in $PATH`. With the GitLab agent, `KUBECONFIG` is set, and a context still has to be chosen by \
            `kubectl config use-context`.
            """,
        remedy: "Make an image of `moby/buildkit` with `kubectl`, or reach the daemon over TCP with TLS.",
        examples: [
            .bad(
                """
                build:
                  image:
                    name: moby/buildkit:v0.26.2
                    entrypoint: [""]
                  variables:
                    BUILDKIT_HOST: ⟦kube-pod://buildkitd-0⟧
                  script: buildctl build --frontend dockerfile.v0
                """,
                says:
                    "buildctl runs kubectl for \"kube-pod://buildkitd-0\", which \"moby/buildkit:v0.26.2\" does not have"
            ),
            .good(
                """
                build:
                  image: registry.example.com/ci/buildkit-kubectl:1.2
                  variables:
                    BUILDKIT_HOST: kube-pod://buildkitd-0
                  script:
                    - kubectl config use-context group/project:agent
                    - buildctl build --frontend dockerfile.v0
                """),
        ], references: ["https://github.com/moby/buildkit/tree/master/examples/kubernetes"])

    package init() {}

    package func check(_ job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        guard let image = job.image, image.isBuildKit, let builder = job.builderHost,
            builder.text.hasPrefix("kube-pod://"),
            !job.scripts.contains(where: { $0.text.contains(utf8: "kubectl") })
        else { return }
        report.report(.noKubectl(builder.text, image.name), at: builder.span)
    }
}

extension RuleMessage {
    fileprivate static func noKubectl(_ address: String, _ image: String) -> Self {
        "buildctl runs kubectl for \"\(address)\", which \"\(image)\" does not have"
    }
}
