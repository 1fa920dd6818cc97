import BuildKit

extension HostCheck {
    /// What `buildkit-run` would refuse before it starts anything.
    static let plan = HostCheck(id: "settings", title: "options and variables of buildkit-run") { facts in
        guard case .unplanned(let message, let code) = facts.builder else { return .ok("the settings can work") }
        return .problem(
            message, why: "buildkit-run ends with this message and code \(code.rawValue) before it starts anything",
            remedy: "do as the message says", outcome: code == .configuration ? .configuration : .unavailable)
    }
}
