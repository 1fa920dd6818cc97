extension HostCheck {
    private static let enoughMemory: UInt64 = 1 << 30

    static let memory = HostCheck(id: "memory", title: "the memory limit") { facts in
        guard facts.isOwnDaemon else { return nil }
        switch facts.memory {
        case .absent: return .ok("no limit")
        case .unknown(let reason): return .unknown("how much memory there is", because: reason)
        case .value(let memory):
            guard let least = [memory.limit, memory.total].compactMap(\.self).min() else { return .ok("no limit") }
            let kind = memory.limit == least ? "the container may use" : "the machine has"
            let what = "\(kind) \(ByteText.text(least))"
            return least < enoughMemory ? .warning(what, mayLeadTo: "daemon-died") : .ok(what)
        }
    }
}
