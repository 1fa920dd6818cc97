import BuildRequests

/// The pod in which the daemon runs, as `kubectl` finds it.
struct KubernetesPlan: Equatable, Sendable {
    enum Workload: Equatable, Sendable {
        case pod(String)
        /// Its pods are numbered, so a project always finds the same one, and its cache with it.
        case statefulSet(String, replicas: Int)
        /// Its pods have names that change, and are found by its selector.
        case deployment(String)
    }

    let workload: Workload
    let namespace: String?
    let container: String?

    private static let kinds = ["pod", "statefulset", "deployment", "service"]

    /// How the job reaches what `builder.workload` names.
    static func connection(_ settings: BuilderSettings, _ problems: inout ProblemList) -> BuilderPlan.Connection {
        let text = settings.workload ?? BuilderSettings.standardWorkload
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let replicas = settings.replicas ?? BuilderSettings.standardReplicas
        let port = settings.port ?? BuilderSettings.standardPort
        checkName(settings.namespace, "builder.namespace", &problems)
        checkName(settings.container, "builder.container", &problems)
        guard parts.count == 2, kinds.contains(parts[0]) else {
            problems.report(
                "builder.workload",
                "\"\(text)\" is not a workload; write pod/NAME, statefulset/NAME, deployment/NAME or service/NAME")
            return .daemonless
        }
        checkName(parts[1], "builder.workload", &problems)
        func refuse(_ key: String, _ isSet: Bool, _ why: String, _ problems: inout ProblemList) {
            if isSet { problems.report("builder.\(key)", "\(why); leave it out") }
        }
        let isService = parts[0] == "service"
        refuse(
            "replicas", settings.replicas != nil && parts[0] != "statefulset", "only a StatefulSet has it", &problems)
        refuse("port", settings.port != nil && !isService, "only a service has it", &problems)
        refuse("container", settings.container != nil && isService, "a service is reached by its port", &problems)
        refuse(
            "kube-context", settings.kubeContext != nil && isService, "a service is reached without kubectl", &problems)
        if replicas < 1 { problems.report("builder.replicas", "\"\(replicas)\" is no number of pods; write 1 or more") }
        if !(1...65535).contains(port) {
            problems.report("builder.port", "\"\(port)\" is not a port; write 1 to 65535")
        }
        if settings.kubeContext?.isEmpty == true {
            problems.report("builder.kube-context", "the context is empty; write path/of/project:agent")
        }

        if isService {
            let host = parts[1] + (settings.namespace.map { ".\($0).svc" } ?? "")
            return .address(VariableText("tcp://\(host):\(port)"))
        }
        let workload: Workload =
            switch parts[0] {
            case "pod": .pod(parts[1])
            case "statefulset": .statefulSet(parts[1], replicas: replicas)
            default: .deployment(parts[1])
            }
        return .pod(KubernetesPlan(workload: workload, namespace: settings.namespace, container: settings.container))
    }

    /// Names of objects are DNS labels or subdomains (Kubernetes docs, "Object Names and IDs"); a variable may stand in one.
    private static func checkName(_ text: String?, _ path: String, _ problems: inout ProblemList) {
        guard let text else { return }
        let name = VariableText(text).expanded { _ in "x" }
        let isName =
            !name.isEmpty && name.count <= 253
            && name.utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x2E
            }
        if !isName || name.hasPrefix("-") || name.hasSuffix("-") {
            problems.report(path, "\"\(text)\" is not a name in Kubernetes; use lower-case letters, digits, - and .")
        }
    }
}
