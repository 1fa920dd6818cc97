import Supervision
import Testing

@testable import RunnerCommands

/// The texts are those that `buildctl` really prints.
@Suite struct ProbeFailureTextTests {
    private static let prefix = "error: failed to list workers: Unavailable: connection error: desc = "

    @Test(arguments: [
        (
            #""transport: Error while dialing: dial tcp: lookup buildkitd on 10.96.0.10:53: no such host""#,
            ProbeFailure.nameNotFound
        ),
        (
            #""transport: Error while dialing: dial tcp: lookup buildkitd on 10.0.0.2:53: server misbehaving""#,
            .nameNotFound
        ),
        (#""transport: Error while dialing: dial tcp 127.0.0.1:1234: connect: connection refused""#, .refused),
        (
            #""transport: Error while dialing: dial unix /run/buildkit/buildkitd.sock: connect: no such file or directory""#,
            .noSocket
        ),
        (
            #""transport: Error while dialing: dial unix /run/buildkit/buildkitd.sock: connect: permission denied""#,
            .permissionDenied
        ),
        (#""transport: Error while dialing: dial tcp 10.1.2.3:1234: i/o timeout""#, .unreachable),
        (#""transport: Error while dialing: dial tcp 10.1.2.3:1234: connect: no route to host""#, .unreachable),
        (#""error reading server preface: EOF""#, .closed),
        (
            #""error reading server preface: read tcp 127.0.0.1:4->127.0.0.1:5: read: connection reset by peer""#,
            .closed
        ),
        (
            #""error reading server preface: http2: frame too large""#,
            .notABuilder("a server that does not speak HTTP/2")
        ),
        (
            #""transport: authentication handshake failed: tls: first record does not look like a TLS handshake""#,
            .serverSpeaksPlain
        ),
        (
            #""transport: authentication handshake failed: x509: certificate signed by unknown authority""#,
            .certificate("x509: certificate signed by unknown authority")
        ),
        (
            #""transport: authentication handshake failed: tls: failed to verify certificate: x509: certificate is valid for a, not b""#,
            .certificate("tls: failed to verify certificate: x509: certificate is valid for a, not b")
        ),
        (
            #""error reading server preface: remote error: tls: certificate required""#,
            .certificate("tls: certificate required")
        ),
    ])
    func theClientsWordsAreUnderstood(_ description: String, _ failure: ProbeFailure) {
        #expect(ProbeFailure(clientOutput: Self.prefix + description + "\n") == failure)
    }

    @Test(arguments: [
        ("error: context deadline exceeded\n", ProbeFailure.noAnswer),
        (
            "error: failed to list workers: DeadlineExceeded: received context error while waiting for new LB policy update: context deadline exceeded\n",
            .noAnswer
        ),
        (
            "error: directory did not contain one of the needed files: cert.pem or tls.crt\n",
            .certificate("error: directory did not contain one of the needed files: cert.pem or tls.crt")
        ),
        ("warning\nerror: something new\n\n", .other("error: something new")),
        ("", .other("the client failed without a word")),
    ])
    func otherEndsAreUnderstood(_ output: String, _ failure: ProbeFailure) {
        #expect(ProbeFailure(clientOutput: output) == failure)
    }

    @Test(arguments: [
        ProbeFailure.nameNotFound, .refused, .noSocket, .unreachable, .silent, .noAnswer, .closed, .serverSpeaksTLS,
        .serverSpeaksPlain, .certificate("x509: expired"), .notABuilder("an SSH server"), .permissionDenied,
        .other("error: x"),
    ])
    func everyFailureSaysWhatToDo(_ failure: ProbeFailure) {
        let (what, remedy) = failure.words
        for text in [what, remedy] { #expect(!text.isEmpty && !text.hasSuffix(".") && text.first?.isUppercase != true) }
    }
}
