extension HostCheck {
    static let noNewPrivileges = HostCheck(id: "no-new-privs", title: "no_new_privs") { facts in
        guard facts.isRootless else { return nil }
        guard let isSet = facts.status.value?.noNewPrivileges else {
            return .unknown("whether no_new_privs is set", because: facts.status.reason ?? "the kernel does not tell")
        }
        return isSet
            ? .problem("no_new_privs is set for the job's processes", leadsTo: "no-new-privileges")
            : .ok("no_new_privs is not set")
    }
}
