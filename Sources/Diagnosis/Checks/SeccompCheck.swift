extension HostCheck {
    /// By trial: a filter does not tell what it forbids.
    static let seccomp = HostCheck(id: "seccomp", title: "seccomp") { facts in
        guard facts.isRootless else { return nil }
        guard let mode = facts.status.value?.seccompMode else {
            return .unknown(
                "whether seccomp filters system calls", because: facts.status.reason ?? "the kernel does not tell")
        }
        guard mode != 0 else { return .ok("no filter") }
        switch facts.trial.value?.userNamespace {
        case 0: return .ok("a filter, which allows user namespaces")
        case NamespaceTrial.Denial.notPermitted:
            return .problem("a seccomp filter is active, and user namespaces are refused", leadsTo: "seccomp-userns")
        case let code?: return .ok("a filter; what refuses user namespaces is something else (error \(code))")
        case nil:
            return .unknown(
                "whether the seccomp filter allows user namespaces", because: facts.trial.reason ?? "it was not tried")
        }
    }
}
