import Glibc
import LoopbackServer

/// An HTTPS server, `openssl s_server`, whose certificate for 127.0.0.1 is signed by an authority that nobody knows.
final class TLSServer {
    let port: Int
    /// The certificate of the authority.
    let authority: String
    private let process: pid_t
    private let directory: TemporaryDirectory

    var address: String { "https://127.0.0.1:\(port)" }

    /// Whether there is an `openssl` command.
    static let isPossible = run(["openssl", "version"], in: "/") == 0

    /// - Parameter files: contents by name.
    init(files: [String: String]) throws {
        directory = try TemporaryDirectory()
        for (name, text) in files { try directory.write(text, to: name) }
        try directory.write("subjectAltName=IP:127.0.0.1\n", to: "names.txt")
        let commands = [
            "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=Authority -keyout ca.key -out ca.pem",
            "req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=server -keyout key.pem -out request.pem",
            "x509 -req -in request.pem -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile names.txt -out cert.pem",
        ]
        for command in commands {
            guard Self.run(["openssl"] + command.split(separator: " ").map(String.init), in: directory.path) == 0 else {
                throw SystemFailure(EPROTO)
            }
        }
        authority = directory.path + "/ca.pem"
        var ends: [CInt] = [0, 0]
        guard pipe(&ends) == 0 else { throw SystemFailure(errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[0]) }
        let command = "openssl s_server -WWW -accept 127.0.0.1:0 -cert cert.pem -key key.pem"
        process = Self.spawn(command.split(separator: " ").map(String.init), in: directory.path, output: ends[1])
        close(ends[1])
        port = try Self.port(from: ends[0])
    }

    deinit {
        guard process > 0 else { return }
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
    }

    /// Waits for the line `ACCEPT 127.0.0.1:PORT`.
    private static func port(from descriptor: CInt) throws -> Int {
        var text = ""
        var chunk = [UInt8](repeating: 0, count: 256)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            guard count > 0 else { throw SystemFailure(EPIPE) }
            text += String(decoding: chunk[..<count], as: UTF8.self)
            for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            where line.hasPrefix("ACCEPT ") {
                if let port = line.split(separator: ":").last.flatMap({ Int($0) }) { return port }
            }
        }
    }

    private static func run(_ words: [String], in directory: String) -> CInt {
        let process = spawn(words, in: directory, output: nil)
        var status: CInt = -1
        guard process > 0, waitpid(process, &status, 0) == process else { return -1 }
        return status
    }

    private static func spawn(_ words: [String], in directory: String, output: CInt?) -> pid_t {
        // What sets the directory of a child by itself is not in every C library.
        let command = ["env", "-C", directory]
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        if let output {
            posix_spawn_file_actions_adddup2(&actions, output, 1)
        } else {
            posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        }
        var arguments: [UnsafeMutablePointer<CChar>?] = (command + words).map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var process: pid_t = 0
        let code = posix_spawnp(&process, command[0], &actions, nil, &arguments, environ)
        return code == 0 ? process : -1
    }
}
