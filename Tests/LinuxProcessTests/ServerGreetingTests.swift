import LinuxProcess
import Supervision
import Testing

@Suite struct ServerGreetingTests {
    @Test(
        arguments: [
            // An empty SETTINGS frame, and one with a setting as Go's gRPC server sends it.
            ([0, 0, 0, 4, 0, 0, 0, 0, 0], ServerGreeting.serves),
            ([0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 5, 0, 0, 64, 0], .serves), ([], .needsMoreBytes),
            ([0, 0, 0, 4, 0, 0, 0, 0], .needsMoreBytes), ([0x15, 3, 1, 0, 2, 2, 70], .failure(.serverSpeaksTLS)),
            ([0x15, 3], .failure(.serverSpeaksTLS)),
            (Array("HTTP/1.1 400 Bad Request\r\n".utf8), .failure(.notABuilder("an HTTP/1 server"))),
            (Array("SSH-2.0-OpenSSH_9.2\r\n".utf8), .failure(.notABuilder("an SSH server"))),
            (
                Array("220 mail.example.com ESMTP\r\n".utf8),
                .failure(.notABuilder("a server that does not speak HTTP/2"))
            ),
            // SETTINGS of a stream other than 0, and a frame of another type.
            ([0, 0, 0, 4, 0, 0, 0, 0, 1], .failure(.notABuilder("a server that does not speak HTTP/2"))),
            ([0, 0, 0, 7, 0, 0, 0, 0, 0], .failure(.notABuilder("a server that does not speak HTTP/2"))),
        ] as [([UInt8], ServerGreeting)])
    func theFirstBytesSayWhatItIs(_ bytes: [UInt8], _ greeting: ServerGreeting) {
        #expect(ServerGreeting(toPreface: bytes) == greeting)
    }

    @Test(
        arguments: [
            ([0x16, 3, 3, 0, 80], true), ([0x15, 3, 1, 0, 2, 2, 40], true), ([0x16], false), ([], false),
            (Array("HTTP/1.1".utf8), false), ([0x16, 1], false),
        ] as [([UInt8], Bool)])
    func tlsRecordsAreKnown(_ bytes: [UInt8], _ isTLS: Bool) {
        #expect(ServerGreeting.isTLS(bytes) == isTLS)
    }
}
