import BuildKit

extension HostCheck {
    /// newuidmap and newgidmap write the maps of a user namespace, which takes privileges.
    static let mappingTools = HostCheck(id: "newuidmap", title: "newuidmap and newgidmap") { facts in
        guard facts.isRootless else { return nil }
        for (name, known) in [("newuidmap", facts.newuidmap), ("newgidmap", facts.newgidmap)] {
            switch known {
            case .absent: return .problem("\(name) is not on PATH", leadsTo: "no-newuidmap")
            case .unknown(let reason): return .unknown("whether \(name) has its privileges", because: reason)
            case .value(let tool):
                guard tool.isSetUserID || tool.hasCapabilities else {
                    return .problem(
                        "\(tool.path) is neither setuid root nor has it file capabilities", leadsTo: "no-new-privileges"
                    ).with(
                        remedy:
                            "give it its privileges back: a COPY or a tar archive without extended attributes loses them",
                        settings: [.init(.jobImage, "RUN chmod u+s \(tool.path)")])
                }
                guard !tool.isOnNosuidMount else {
                    return .problem(
                        "\(tool.path) is on a file system that is mounted nosuid, so that its privileges do not count",
                        leadsTo: "no-new-privileges"
                    ).with(
                        remedy: "mount that file system without nosuid, or use an image that holds the program",
                        settings: [])
                }
            }
        }
        return .ok("both are there, with their privileges")
    }
}

extension Judgement {
    fileprivate func with(remedy: String, settings: [RemedySetting]) -> Judgement {
        var changed = self
        changed.remedy = remedy
        changed.settings = settings
        return changed
    }
}
