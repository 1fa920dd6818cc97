extension HostCheck {
    static let stateLock = HostCheck(id: "state-lock", title: "the lock of the state directory") { facts in
        guard facts.isOwnDaemon else { return nil }
        guard facts.state.isLocked else { return .ok("free") }
        return .warning(
            "another buildkitd uses \(facts.state.path)", mayLeadTo: "state-locked")
    }
}
