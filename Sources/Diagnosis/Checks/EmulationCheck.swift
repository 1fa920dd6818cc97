import BuildKit

extension HostCheck {
    /// Whether RUN steps for the platforms that are asked for can run.
    static let emulation = HostCheck(id: "emulation", title: "emulation of other processors") { facts in
        guard !facts.platforms.isEmpty else { return nil }
        guard facts.isOwnDaemon else {
            return .unknown(
                "whether the builder builds for \(facts.platforms.joined(separator: ", "))",
                because: "its emulators are not of this machine; buildctl debug workers lists its platforms")
        }
        let emulation = facts.emulation
        var ways: [String] = []
        for platform in facts.platforms {
            let parts = platform.split(separator: "/")
            guard parts.count > 1, parts[0] == "linux" else {
                return .problem(
                    "\(platform) is no platform that buildkitd builds for here",
                    why: "RUN steps are started by this machine's kernel, which is Linux",
                    remedy: "write linux/ARCHITECTURE, such as linux/arm64", outcome: .configuration)
            }
            let architecture = String(parts[1])
            if Emulation.native[emulation.machine]?.contains(architecture) ?? false {
                ways.append("\(platform) natively")
                continue
            }
            guard let name = Emulation.emulators[architecture] else {
                return .unknown("whether \(platform) can be emulated", because: "the architecture is not known")
            }
            if emulation.bundled.contains("buildkit-qemu-\(name)") {
                ways.append("\(platform) by buildkit-qemu-\(name)")
                continue
            }
            switch emulation.handlers {
            case .unknown(let reason): return .unknown("whether \(platform) can be emulated", because: reason)
            case .value(let handlers) where handlers.contains { $0.isEnabled && $0.emulates(name) }:
                ways.append("\(platform) by binfmt_misc")
            case .value, .absent:
                return .problem(
                    "nothing emulates \(platform) on \(emulation.machine): no handler of binfmt_misc and no "
                        + "buildkit-qemu-\(name) on PATH",
                    leadsTo: "foreign-platform")
            }
        }
        return .ok(ways.joined(separator: "; "))
    }
}

extension Emulation.Handler {
    /// - Parameter name: an architecture as QEMU calls it.
    fileprivate func emulates(_ name: String) -> Bool {
        self.name == "qemu-\(name)" || interpreter.hasSuffix("/qemu-\(name)")
            || interpreter.hasSuffix("/qemu-\(name)-static")
    }
}
