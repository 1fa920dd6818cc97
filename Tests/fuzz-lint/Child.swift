import Glibc

/// This program once more, in a process of its own.
enum Child {
    struct Result {
        let output: String
        let errors: String
        /// How it died; nil when it ended by itself.
        let death: String?
        let status: CInt
    }

    /// Runs to its end; nil when it cannot be started.
    static func run(_ arguments: [String]) -> Result? {
        guard let outputFile = tmpfile(), let errorFile = tmpfile() else { return nil }
        defer {
            fclose(outputFile)
            fclose(errorFile)
        }
        let output = fileno(outputFile)
        let errors = fileno(errorFile)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)
        let argv = Self.strings(["fuzz-lint"] + arguments)
        // Nobody reads the backtrace, and making it takes seconds.
        let environment = Self.strings(["SWIFT_BACKTRACE=enable=no", "PATH=/usr/bin:/bin"])
        defer { for string in argv + environment { free(string) } }
        var process: pid_t = 0
        guard posix_spawn(&process, "/proc/self/exe", &actions, nil, argv, environment) == 0 else { return nil }
        var status: CInt = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return Result(output: text(of: output), errors: text(of: errors), death: death(status), status: status)
    }

    /// Copies for C, with a null pointer at the end; the caller frees them.
    private static func strings(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
        texts.map { $0.withCString { strdup($0) } } + [nil]
    }

    private static func death(_ status: CInt) -> String? {
        let signal = status & 0x7F
        guard signal != 0 else { return nil }
        return signal == SIGPROF
            ? "took more than \(Worker.timeLimit) s of CPU time" : "died of \(String(cString: strsignal(signal)))"
    }

    private static func text(of descriptor: CInt) -> String {
        lseek(descriptor, 0, SEEK_SET)
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            if count <= 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += chunk[..<count]
        }
    }
}
