extension HostCheck {
    static let restriction = "kernel.apparmor_restrict_unprivileged_userns"

    /// By trial: a profile's name does not tell what it forbids.
    static let appArmor = HostCheck(id: "apparmor", title: "AppArmor") { facts in
        guard facts.isRootless else { return nil }
        let label: String
        switch facts.appArmorLabel {
        case .absent: label = "not active"
        case .unknown(let reason): label = "profile unknown: \(reason)"
        case .value(let name): label = "profile \(name)"
        }
        let denied = NamespaceTrial.Denial.permissionDenied
        let isRestricted = (facts.sysctls[restriction]?.value ?? 0) != 0
        if facts.trial.value?.userNamespace == denied || facts.trial.value?.mount == denied && isRestricted {
            return .problem(
                "user namespaces are refused or useless (\(label); \(restriction) is \(isRestricted ? 1 : 0))",
                leadsTo: "apparmor-userns")
        }
        if facts.trial.value?.mount == denied {
            return .problem("mounting is refused in a user namespace (\(label))", leadsTo: "apparmor-mount")
        }
        if facts.trial.value?.mount == 0 || facts.appArmorLabel == .absent { return .ok(label) }
        return .unknown(
            "whether AppArmor allows mounting (\(label))", because: facts.trial.reason ?? "it could not be tried")
    }
}
