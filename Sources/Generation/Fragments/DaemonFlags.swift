/// The flags of `buildkitd` that our jobs set.
enum DaemonFlags {
    static let noProcessSandbox = "--oci-worker-no-process-sandbox"

    /// BuildKit docs, `rootless.md`; the failure is `error mounting "proc" to rootfs at "/proc"`.
    static let whyNoProcessSandbox =
        "A container of the runner masks parts of /proc, so a rootless daemon cannot mount it anew for each RUN step;"
        + " steps then see the daemon's processes."
}
