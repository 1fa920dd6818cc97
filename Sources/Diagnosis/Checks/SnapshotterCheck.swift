import BuildKit

extension HostCheck {
    private static let networked = [
        "nfs", "nfs4", "cifs", "smb3", "9p", "ceph", "glusterfs", "lustre", "virtiofs", "fuse.sshfs", "fuse.glusterfs",
    ]

    /// Whether overlayfs, the fast way to put layers together, works on the state directory's file system.
    static let snapshotter = HostCheck(id: "snapshotter", title: "the snapshotter") { facts in
        guard facts.isOwnDaemon, let mount = facts.state.mount else { return nil }
        let chosen = facts.daemonFlags.value(of: "oci-worker-snapshotter") ?? "auto"
        let obstacle: String? =
            if mount.type == "overlay" {
                "\(facts.state.path) is itself on an overlay (\(mount.point))"
            } else if networked.contains(mount.type) {
                "\(facts.state.path) is on a network file system (\(mount.type) at \(mount.point))"
            } else if facts.isRootless && facts.kernelRelease.kernelVersion.map({ $0 < (5, 11) }) ?? false {
                "Linux \(facts.kernelRelease) has no overlayfs for users other than root, as 5.11 has"
            } else {
                nil
            }
        guard let obstacle else { return .ok("\(chosen); \(mount.type) allows overlayfs") }
        if chosen == "overlayfs" {
            return .problem("\(obstacle), and overlayfs is asked for", leadsTo: "overlay-on-overlay")
        }
        guard chosen == "auto" else { return .ok("\(chosen), since \(obstacle)") }
        return .warning(
            obstacle, why: "buildkitd falls back to fuse-overlayfs or to copying whole layers, which is slow and large",
            remedy: "put the state on a volume, or at another place by --state-dir", settings: KnownSettings.stateVolume
        )
    }
}

extension String {
    /// The first two numbers of a kernel's release.
    fileprivate var kernelVersion: (Int, Int)? {
        let numbers = split { !$0.isNumber }.prefix(2).compactMap { Int($0) }
        return numbers.count == 2 ? (numbers[0], numbers[1]) : nil
    }
}
