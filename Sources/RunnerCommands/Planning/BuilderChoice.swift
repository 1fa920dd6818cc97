import BuildKit

/// Whether a run needs a daemon of its own.
struct BuilderChoice {
    enum Result: Equatable {
        case existing(address: String, reason: String)
        case own(reason: String)
    }

    /// The value of `--addr` among the client's own arguments.
    let stated: String?
    let settings: RunSettings
    let environment: [String: String]
    let machine: Machine

    func address(mayStartOwn: Bool) throws(PlanError) -> Result {
        if let stated { return .existing(address: stated, reason: "--addr is given to the client") }
        if let address = settings.address { return .existing(address: address, reason: "--addr is given") }
        guard let host = environment[RunnerVariable.buildkitHost.rawValue], !host.isEmpty else {
            guard mayStartOwn else {
                throw PlanError(
                    code: .usage,
                    message: "there is nothing to wait for; set BUILDKIT_HOST or --addr, such as tcp://buildkitd:1234")
            }
            return .own(reason: "BUILDKIT_HOST is not set")
        }
        if mayStartOwn && isImageDefault(host) {
            return .own(reason: "BUILDKIT_HOST is the image's default and nothing listens there")
        }
        return .existing(address: host, reason: "BUILDKIT_HOST is set")
    }

    /// The moby/buildkit rootless image sets `BUILDKIT_HOST` to the socket of a daemon that nobody has started when its
    /// entrypoint is overridden, as GitLab needs it: that is no choice of anybody's.
    private func isImageDefault(_ host: String) -> Bool {
        guard case .unix(let path)? = try? BuilderAddress(host) else { return false }
        let socket = "/buildkit/buildkitd.sock"
        let defaults = [true, false].map { BuildkitdDefaults(rootless: $0, environment: environment).address }
        let isDefault = defaults.contains(host) || path.hasPrefix("/run/user/") && path.hasSuffix(socket)
        return isDefault && !machine.listens(path)
    }
}
