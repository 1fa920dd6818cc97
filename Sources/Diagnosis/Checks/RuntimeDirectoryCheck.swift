extension HostCheck {
    static let runtimeDirectory = HostCheck(id: "runtime-directory", title: "XDG_RUNTIME_DIR") { facts in
        guard facts.isRootless else { return nil }
        switch facts.runtimeDirectoryIsUsable {
        case .value(true): return .ok("usable")
        case .value(false):
            return .ok("not usable; buildkit-run makes a private one (buildctl-daemonless.sh would fail)")
        case .absent: return .ok("not set; buildkit-run makes a private one (buildctl-daemonless.sh would fail)")
        case .unknown(let reason): return .unknown("whether it can be used", because: reason)
        }
    }
}
