import BuildKit

extension HostCheck {
    /// Only fuse-overlayfs needs it.
    static let fuseDevice = HostCheck(id: "fuse", title: "/dev/fuse") { facts in
        guard facts.isOwnDaemon else { return nil }
        let state: String
        switch facts.fuseDeviceIsUsable {
        case .value(true): return .ok("usable")
        case .value(false): state = "/dev/fuse may not be opened by this user"
        case .absent: state = "/dev/fuse does not exist"
        case .unknown(let reason): return .unknown("whether /dev/fuse can be opened", because: reason)
        }
        guard facts.daemonFlags.value(of: "oci-worker-snapshotter") == "fuse-overlayfs" else {
            return .ok("\(state); only fuse-overlayfs would need it")
        }
        return Judgement(
            status: .problem, what: "\(state), and BUILDKITD_FLAGS asks for fuse-overlayfs",
            why: "fuse-overlayfs mounts by this device",
            remedy: "give the container the device, or take the option out of BUILDKITD_FLAGS",
            settings: [
                RemedySetting(.dockerRunner, "[[runners]]\n  [runners.docker]\n    devices = [\"/dev/fuse\"]"),
                RemedySetting(.job, "variables:\n  BUILDKITD_FLAGS: --oci-worker-snapshotter=native"),
            ], link: "https://github.com/moby/buildkit/blob/master/docs/rootless.md", outcome: .configuration)
    }
}
