import BuildKit

extension HostCheck {
    /// Each RUN step gets a `/proc` of its own, which the kernel refuses where that of the container is masked.
    static let proc = HostCheck(id: "proc", title: "/proc for RUN steps") { facts in
        guard facts.isOwnDaemon else { return nil }
        let masks = facts.mounts.value?.masksOfProc ?? []
        let shown = masks.prefix(3).joined(separator: ", ") + (masks.count > 3 ? ", …" : "")
        let masked = masks.isEmpty ? "" : " (mounted over: \(shown))"
        if facts.daemonFlags.has("oci-worker-no-process-sandbox") {
            return .ok("RUN steps use that of the daemon, as BUILDKITD_FLAGS says\(masked)")
        }
        switch facts.trial.value?.proc {
        case 0: return .ok("a fresh one can be mounted")
        case NamespaceTrial.Denial.notPermitted:
            return .problem("a fresh one cannot be mounted\(masked)", leadsTo: "masked-proc")
        case let code?:
            return .unknown("whether a fresh one can be mounted", because: "the attempt failed with error \(code)")
        case nil:
            return facts.isRootless && !masks.isEmpty
                ? .problem("it is masked\(masked)", leadsTo: "masked-proc")
                : .unknown(
                    "whether a fresh one can be mounted", because: facts.trial.reason ?? "a step before it failed")
        }
    }
}
