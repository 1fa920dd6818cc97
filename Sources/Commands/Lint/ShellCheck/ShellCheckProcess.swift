import Glibc

/// One run of `shellcheck` over some files, which ends after a while in any case.
enum ShellCheckProcess {
    private static let outputLimit = 64 * 1024 * 1024

    /// The program in `PATH`; nil when it is not installed.
    static let path: String? = {
        guard let list = getenv("PATH") else { return nil }
        return String(cString: list).split(separator: ":").map { "\($0)/shellcheck" }.first { access($0, X_OK) == 0 }
    }()

    /// What it prints; nil when it could not be run, or took too long.
    ///
    /// - Parameter seconds: how long it may take.
    static func output(_ program: String, _ arguments: [String], within seconds: Int = 30) -> [UInt8]? {
        var ends: [CInt] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
        words.append(nil)
        defer { for word in words { free(word) } }
        var pid = pid_t()
        let status = posix_spawn(&pid, program, &actions, nil, &words, environ)
        close(ends[1])
        defer { close(ends[0]) }
        guard status == 0 else { return nil }
        let result = read(ends[0], within: seconds)
        // Also one that has closed its output and goes on.
        kill(pid, SIGKILL)
        var code: CInt = 0
        while waitpid(pid, &code, 0) < 0, errno == EINTR {}
        return result
    }

    /// Everything up to the end of the output; nil when it does not come in time.
    private static func read(_ descriptor: CInt, within seconds: Int) -> [UInt8]? {
        var deadline = timespec()
        clock_gettime(CLOCK_MONOTONIC, &deadline)
        let end = deadline.tv_sec + seconds
        var output: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while output.count < outputLimit {
            var now = timespec()
            clock_gettime(CLOCK_MONOTONIC, &now)
            guard now.tv_sec < end else { return nil }
            var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let ready = poll(&wanted, 1, CInt((end - now.tv_sec) * 1000))
            if ready < 0, errno == EINTR { continue }
            guard ready > 0 else { return nil }
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count == 0 { return output }
            if count < 0, errno != EINTR { return nil }
            if count > 0 { output += chunk[..<count] }
        }
        return nil
    }
}
