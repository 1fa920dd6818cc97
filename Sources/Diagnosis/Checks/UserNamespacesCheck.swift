extension HostCheck {
    static let userNamespaces = HostCheck(id: "user-namespaces", title: "user namespaces") { facts in
        guard facts.isRootless else { return nil }
        let most = "user.max_user_namespaces"
        if facts.sysctls[most]?.value == 0 { return .problem("\(most) is 0", leadsTo: "max-userns") }
        let clone = "kernel.unprivileged_userns_clone"
        if facts.sysctls[clone]?.value == 0 { return .problem("\(clone) is 0", leadsTo: "seccomp-userns") }
        switch facts.trial.value?.userNamespace {
        case 0: return .ok("one can be made")
        case NamespaceTrial.Denial.noSpace:
            return .problem("no further user namespace is allowed here", leadsTo: "max-userns")
        case NamespaceTrial.Denial.notPermitted where facts.status.value?.seccompMode == 0:
            return .problem("they are refused, and not by seccomp", leadsTo: "seccomp-userns")
        case NamespaceTrial.Denial.notPermitted, NamespaceTrial.Denial.permissionDenied:
            // The checks of seccomp and AppArmor say so.
            return nil
        case let code?: return .unknown("whether one can be made", because: "the attempt failed with error \(code)")
        case nil: return .unknown("whether one can be made", because: facts.trial.reason ?? "it was not tried")
        }
    }
}
