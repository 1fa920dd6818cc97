import BuildRequests
import YAMLTree

/// The way to a daemon in a pod: the cluster's context, and the pod.
enum KubernetesScript {
    static func items(for plan: Plan) -> [YAMLValue.Item] {
        guard case .pod(let pod) = plan.builder.connection else { return [] }
        var items: [YAMLValue.Item] = []
        if let context = plan.builder.kubeContext {
            items.append(
                .init(
                    .scalar("kubectl config use-context " + ShellWord.quoting(VariableText(context))),
                    comment:
                        "GitLab puts the contexts of the agents that this project may use into the file that KUBECONFIG names."
                ))
        }
        items.append(.init(.scalar(address(pod)), comment: comment(pod)))
        return items
    }

    private static func address(_ pod: KubernetesPlan) -> String {
        let namespace = pod.namespace.map { " --namespace " + ShellWord.quoting(VariableText($0)) } ?? ""
        var query: [String] = []
        if let namespace = pod.namespace { query.append("namespace=\(namespace)") }
        if let container = pod.container { query.append("container=\(container)") }
        let suffix = query.isEmpty ? "" : "?" + query.joined(separator: "&")
        let find: String
        let name: String
        switch pod.workload {
        case .pod(let pod):
            find = ""
            name = pod
        case .statefulSet(let set, let replicas):
            find = replicas == 1 ? "" : "ordinal=$((CI_PROJECT_ID % \(replicas)))\n"
            name = set + (replicas == 1 ? "-0" : "-${ordinal}")
        case .deployment(let deployment):
            let target = ShellWord.quoting(VariableText(deployment))
            find = """
                selector=$(kubectl\(namespace) get deployment \(target) \\
                  --output 'go-template={{range $key, $value := .spec.selector.matchLabels}}{{$key}}={{$value}},{{end}}')
                pods=$(kubectl\(namespace) get pods --selector "${selector%,}" --field-selector status.phase=Running \\
                  --output 'go-template={{range .items}}{{.metadata.name}}{{"\\n"}}{{end}}')
                count=$(printf '%s' "$pods" | grep -c .) || { echo \(ShellWord.quoting(literal: "The deployment has no running pod.")) >&2; exit 69; }
                pod=$(printf '%s\\n' "$pods" | sort | sed -n "$((CI_PROJECT_ID % count + 1))p")

                """
            name = "${pod}"
        }
        return find + "BUILDKIT_HOST=" + ShellWord.quoting(VariableText("kube-pod://\(name)\(suffix)"))
            + "\nexport BUILDKIT_HOST\n"
    }

    private static func comment(_ pod: KubernetesPlan) -> String {
        let how = "The client runs kubectl to reach the daemon in the pod; its service account may need pods/exec."
        switch pod.workload {
        case .pod: return how
        case .statefulSet(_, replicas: 1): return how
        case .statefulSet: return how + " A project always goes to the same pod, where its cache is."
        case .deployment: return how + " A project goes to the same pod as long as the pods stay the same."
        }
    }
}
