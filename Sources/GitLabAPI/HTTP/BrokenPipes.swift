import Glibc

/// Keeps a connection that breaks while something is written (SIGPIPE) from ending the program. Only the calling thread
/// is concerned, unlike with what libcurl does by itself, so that several threads may do so at once.
enum BrokenPipes {
    static func ignoring<Result>(_ work: () -> Result) -> Result {
        var pipe = sigset_t()
        sigemptyset(&pipe)
        sigaddset(&pipe, SIGPIPE)
        var old = sigset_t()
        pthread_sigmask(SIG_BLOCK, &pipe, &old)
        defer {
            // One that came meanwhile is taken away before the mask is lifted.
            var none = timespec()
            while sigtimedwait(&pipe, nil, &none) > 0 {}
            pthread_sigmask(SIG_SETMASK, &old, nil)
        }
        return work()
    }
}
