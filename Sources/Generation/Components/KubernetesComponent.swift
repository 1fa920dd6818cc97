import BuildKit
import BuildRequests
import YAMLTree

/// The component `kubernetes`: a job that builds at a daemon in a pod, which kubectl reaches by the GitLab agent.
enum KubernetesComponent {
    static func component() throws(RequestProblems) -> Component {
        var made = BuildComponent(
            "kubernetes", mode: .kubernetes,
            """
            Builds an image at a BuildKit daemon in a pod of a Kubernetes cluster, reached by kubectl and the GitLab agent, and \
            pushes it.
            Needs no privileges, but an image that holds buildctl and kubectl.
            """)
        made.set(\.builder.image, to: BuilderImage.rootless)
        made.addExchange(image, "image", "name", givesDefault: false)
        let context = made.addVariable(agent)
        made.set(\.builder.kubeContext, to: context)
        let podName = made.addVariable(pod)
        made.set(\.builder.workload, to: "pod/" + podName)
        let space = made.addVariable(namespace)
        made.set(\.builder.namespace, to: space)
        made.addJobInputs()
        made.addBuildInputs()
        made.addOutputInputs()
        made.addCacheInputs()
        return try made.component()
    }

    private static let image = ComponentInput(
        "image", fallback: nil, "The image that the job runs in. It has to hold buildctl, kubectl and a shell.")
    private static let agent = ComponentInput(
        "agent", fallback: nil, "The context of the GitLab agent, as path/of/project:agent.")
    private static let pod = ComponentInput(
        "pod", fallback: .scalar("buildkitd-0"), "The pod that runs the daemon.")
    private static let namespace = ComponentInput(
        "namespace", fallback: .scalar("buildkit"), "The namespace of the pod.")
}
