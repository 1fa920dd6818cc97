import Supervision

extension ProbeFailure {
    /// What `buildctl` means by the error that it ends with (its text is that of gRPC and of Go's net and crypto/tls).
    init(clientOutput output: String) {
        let error =
            output.split(whereSeparator: \.isNewline).last { !$0.allSatisfy(\.isWhitespace) }.map(String.init) ?? ""
        func says(_ texts: String...) -> Bool { texts.contains { output.contains($0) } }
        self =
            if says("no such host", "server misbehaving", "Temporary failure in name resolution") {
                .nameNotFound
            } else if says("connection refused") {
                .refused
            } else if says("first record does not look like a TLS handshake") {
                .serverSpeaksPlain
            } else if says("x509:", "tls: bad certificate", "tls: certificate required", "remote error: tls:") {
                .certificate(Self.detail(of: error))
            } else if says("did not contain one of the needed files", "could not read", "failed to find any PEM data") {
                .certificate(Self.detail(of: error))
            } else if says("error reading server preface: EOF", "error reading server preface: read tcp") {
                .closed
            } else if says("error reading server preface: http2: frame too large", "malformed HTTP response") {
                .notABuilder("a server that does not speak HTTP/2")
            } else if says("connect: no such file or directory") {
                .noSocket
            } else if says("connect: permission denied") {
                .permissionDenied
            } else if says("i/o timeout", "no route to host", "network is unreachable") {
                .unreachable
            } else if says("waiting for connections to become ready", "context deadline exceeded") {
                .noAnswer
            } else {
                .other(error.isEmpty ? "the client failed without a word" : error)
            }
    }

    /// The innermost part of a chain of errors: `… desc = "transport: …: x509: certificate is valid for a, not b"`.
    private static func detail(of error: String) -> String {
        let start = ["x509:", "tls:"].compactMap { error.firstRange(of: $0)?.lowerBound }.min() ?? error.startIndex
        return String(error[start...].prefix { $0 != "\"" })
    }

    /// What it is, as the end of a sentence, and what to do.
    var words: (what: String, remedy: String) {
        switch self {
        case .nameNotFound:
            (
                "its name is not found",
                "check the host in BUILDKIT_HOST: it is the alias of the service, so set alias: in services:"
            )
        case .refused:
            (
                "connections are refused",
                "nothing listens there: check the port, and that the service's command has --addr tcp://0.0.0.0:PORT; "
                    + "CI_DEBUG_SERVICES=true shows the service's log"
            )
        case .noSocket:
            ("the socket does not exist", "check the path, and that buildkitd has been started with that --addr")
        case .unreachable:
            (
                "no connection comes about",
                "packets are dropped or the host is down: check network policies and the address"
            )
        case .silent:
            (
                "it accepts connections and never serves",
                "the daemon hangs while it starts: look at its log; "
                    + "CI_DEBUG_SERVICES=true shows a service's"
            )
        case .noAnswer:
            ("there is no answer", "the connection is dropped, or accepted and never served: look at the daemon's log")
        case .closed:
            (
                "it accepts connections and closes them at once",
                "a proxy without a backend does that, and so does a server that speaks TLS: try --tlsdir"
            )
        case .serverSpeaksTLS:
            (
                "it speaks TLS and the client does not",
                "give the client's certificates: --tlsdir DIR, or --tlscacert, --tlscert, --tlskey"
            )
        case .serverSpeaksPlain:
            (
                "it does not speak TLS and the client does",
                "take the --tls options away, or start the daemon with --tlscert and --tlskey"
            )
        case .certificate(let text):
            (
                "a certificate is not accepted (\(text))",
                "the daemon's certificate must name the host (--tlsservername for another name) and both sides must trust the other's authority"
            )
        case .notABuilder(let what):
            ("what answers is \(what)", "check the address and the port")
        case .permissionDenied:
            (
                "this user may not connect to the socket",
                "start buildkitd with --group, or run the job as the socket's owner"
            )
        case .other(let text):
            (text, "check the address")
        }
    }
}
