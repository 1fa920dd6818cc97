extension HostCheck {
    /// Users of images have ids up to 65,535.
    private static let enough = 65_535

    static let subordinateIDs = HostCheck(id: "subordinate-ids", title: "/etc/subuid and /etc/subgid") { facts in
        // Without an entry in /etc/passwd there is nothing to look for.
        guard facts.isRootless, facts.user.name != nil else { return nil }
        let files = [("/etc/subuid", facts.subordinateUserIDs), ("/etc/subgid", facts.subordinateGroupIDs)]
        for (file, count) in files {
            switch count {
            case .absent: return .problem("\(file) does not exist", leadsTo: "no-subuid")
            case .unknown(let reason): return .unknown("whether the user has subordinate ids", because: reason)
            case .value(0):
                return .problem(
                    "\(file) has no range for \(facts.user.name ?? "\(facts.user.id)")", leadsTo: "no-subuid")
            case .value: break
            }
        }
        let least = min(facts.subordinateUserIDs.value ?? 0, facts.subordinateGroupIDs.value ?? 0)
        guard least >= enough else {
            return .warning(
                "the user has only \(least) subordinate ids",
                why: "files in images that belong to higher ids cannot be unpacked (\"lchown …: invalid argument\")",
                remedy: "give the user 65536 ids in /etc/subuid and /etc/subgid",
                settings: KnownSettings.subordinateIDs)
        }
        return .ok("\(least) subordinate ids")
    }
}
