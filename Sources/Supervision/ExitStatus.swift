/// How a process ended, decoded from the status that `waitpid` stores.
package enum ExitStatus: Equatable, Sendable {
    /// It called `exit` with this code, 0 to 255.
    case exited(Int32)
    /// This signal ended it.
    case signalled(Int32)

    /// - Parameter status: the raw status; a stopped or continued process gives `nil`.
    package init?(waitStatus status: Int32) {
        let signal = status & 0x7f
        switch signal {
        case 0: self = .exited((status >> 8) & 0xff)
        case 0x7f: return nil
        default: self = .signalled(signal)
        }
    }

    /// What a POSIX shell would report in `$?`.
    package var shellCode: Int32 {
        switch self {
        case .exited(let code): code
        case .signalled(let signal): 128 + signal
        }
    }
}
