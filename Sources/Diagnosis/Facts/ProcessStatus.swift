/// What the kernel allows a process: from `/proc/self/status` (proc_pid_status(5)).
package struct ProcessStatus: Equatable, Sendable {
    /// Linux' numbers of capabilities (capabilities(7)).
    package enum Capability: Int, Sendable, CaseIterable {
        case setgid = 6
        case setuid = 7
        case sysAdmin = 21

        package var name: String {
            switch self {
            case .setgid: "CAP_SETGID"
            case .setuid: "CAP_SETUID"
            case .sysAdmin: "CAP_SYS_ADMIN"
            }
        }
    }

    /// Nothing where the kernel does not tell, as before Linux 4.10.
    package var noNewPrivileges: Bool?
    /// 0: none, 1: strict, 2: a filter.
    package var seccompMode: Int?
    package var effectiveCapabilities: UInt64?
    /// What the program itself and those that it starts can ever have.
    package var boundingCapabilities: UInt64?

    package init(_ text: String) {
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: ":", maxSplits: 1)
            guard fields.count == 2 else { continue }
            let value = fields[1].drop { $0 == "\t" || $0 == " " }
            switch fields[0] {
            case "NoNewPrivs": noNewPrivileges = Int(value).map { $0 != 0 }
            case "Seccomp": seccompMode = Int(value)
            case "CapEff": effectiveCapabilities = UInt64(value, radix: 16)
            case "CapBnd": boundingCapabilities = UInt64(value, radix: 16)
            default: break
            }
        }
    }

    package static func has(_ capability: Capability, in set: UInt64) -> Bool { set >> capability.rawValue & 1 == 1 }
}
