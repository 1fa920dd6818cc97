import Glibc
import Synchronization

/// How long this process waits for those who read what it prints.
///
/// One who does not read (a pager, a pipe that nobody empties) holds up a run as it holds up any program; but a run that
/// has been asked to stop has to end its daemon, and then the rest of the output is for nobody.
enum Patience: Int {
    /// As long as it takes.
    case endless
    /// A moment: the run has been asked to stop.
    case short
    /// What is not taken at once is dropped: somebody did not read for that moment.
    case none

    private static let state = Atomic<Int>(0)
    /// How long a wait lasts until it is looked again whether a signal has come, and how long the last one may be.
    private static let interval: CInt = 100
    private static let lastWait: CInt = 500

    private(set) static var current: Patience {
        get { Patience(rawValue: state.load(ordering: .relaxed)) ?? .endless }
        set { state.store(newValue.rawValue, ordering: .relaxed) }
    }

    /// Says that the run has been asked to stop.
    static func shorten() { if current == .endless { current = .short } }

    /// Waits until a descriptor takes bytes.
    ///
    /// - Returns: whether it does, or fails at once.
    static func wait(for descriptor: CInt) -> Bool {
        while true {
            let limit: CInt =
                switch current {
                case .endless: interval
                case .short: lastWait
                case .none: 0
                }
            var interest = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            let count = poll(&interest, 1, limit)
            if count > 0 || count < 0 && errno != EINTR { return true }
            guard count == 0 else { continue }
            if current != .endless {
                current = .none
                return false
            }
            if StopSignals.isWaiting { shorten() }
        }
    }
}
