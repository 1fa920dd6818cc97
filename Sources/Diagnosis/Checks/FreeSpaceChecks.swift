extension HostCheck {
    /// A build with less is sure to fail: the smallest base images unpack to some megabytes.
    private static let leastSpace: UInt64 = 64 << 20
    private static let enoughSpace: UInt64 = 2 << 30
    private static let leastInodes: UInt64 = 1000
    private static let enoughInodes: UInt64 = 50_000

    static let freeSpace = HostCheck(id: "free-space", title: "free space for the daemon's state") { facts in
        guard facts.isOwnDaemon else { return nil }
        guard let free = facts.state.freeSpace else {
            return .unknown("how much space is free at \(facts.state.existing)", because: "statfs failed")
        }
        let what = "\(ByteText.text(free)) are free at \(facts.state.existing)"
        if free < leastSpace { return .problem(what, leadsTo: "disk-full") }
        return free < enoughSpace ? .warning(what, mayLeadTo: "disk-full") : .ok(what)
    }

    static let freeInodes = HostCheck(id: "free-inodes", title: "free inodes for the daemon's state") { facts in
        guard facts.isOwnDaemon else { return nil }
        guard let free = facts.state.freeInodes else { return .ok("the file system does not count them") }
        let what = "\(free) inodes are free at \(facts.state.existing)"
        if free < leastInodes { return .problem(what, leadsTo: "disk-full") }
        return free < enoughInodes ? .warning(what, mayLeadTo: "disk-full") : .ok(what)
    }
}
