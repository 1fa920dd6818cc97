import BuildKit

extension HostCheck {
    /// The programs of a build. That `buildkitd` or `rootlesskit` is missing is for the check of the settings to say.
    static let programs = HostCheck(id: "programs", title: "buildkitd, buildctl, runc, rootlesskit") { facts in
        let runc = ["buildkit-runc", "runc"]
        let found = (["buildctl"] + (facts.isOwnDaemon ? ["buildkitd", "rootlesskit"] + runc : [])).compactMap { name in
            facts.programs[name]?.value.map { "\(name) \($0.version ?? "of unknown version")" }
        }
        if facts.isOwnDaemon, facts.daemonFlags.value(of: "oci-worker-binary") == nil,
            !runc.contains(where: { facts.programs[$0]?.value != nil })
        {
            return .problem("neither buildkit-runc nor runc is on PATH", leadsTo: "no-worker")
        }
        if facts.programs["buildctl"]?.value == nil {
            return .problem(
                "buildctl is not on PATH", why: "it is the client that every build runs",
                remedy: "use the moby/buildkit image as the job's image, or copy the program from it",
                outcome: .unavailable)
        }
        return .ok(found.joined(separator: ", "))
    }
}
