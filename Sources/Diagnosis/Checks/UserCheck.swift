extension HostCheck {
    static let user = HostCheck(id: "user", title: "the user of the job") { facts in
        if facts.user.isRoot { return .ok("root: buildkitd runs as root, without rootlesskit") }
        let id = facts.user.id
        guard let name = facts.user.name else {
            guard facts.isRootless else { return .ok("uid \(id), which has no entry in /etc/passwd") }
            return .problem("uid \(id) has no entry in /etc/passwd", leadsTo: "no-subuid")
        }
        return .ok("\(name), uid \(id)\(facts.isRootless ? ": buildkitd runs under rootlesskit" : "")")
    }
}
