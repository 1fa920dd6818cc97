import Glibc

/// The signals by which people, shells and container runtimes ask a process to stop.
package enum StopSignals {
    /// Those that this process heeds: not the hangup that nohup(1) has it ignore.
    static var heeded: [CInt] { [SIGHUP, SIGINT, SIGQUIT, SIGTERM].filter { $0 != SIGHUP || !isIgnored(SIGHUP) } }

    /// Lets them wait until an event loop takes them.
    ///
    /// Call it before the first file of a run is made: one that ends the process before the loop runs would leave that
    /// file behind.
    package static func hold() {
        var set = signalSet(heeded)
        pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// Whether one has come that nobody has taken yet.
    static var isWaiting: Bool {
        var pending = sigset_t()
        guard sigpending(&pending) == 0 else { return false }
        return heeded.contains { sigismember(&pending, $0) == 1 }
    }

    private static func isIgnored(_ signal: CInt) -> Bool {
        var action = sigaction()
        guard sigaction(signal, nil, &action) == 0 else { return false }
        // SIG_IGN is a macro with a cast, which Swift does not import; its value is 1.
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
    }
}

func signalSet(_ signals: [CInt]) -> sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in signals { sigaddset(&set, signal) }
    return set
}
