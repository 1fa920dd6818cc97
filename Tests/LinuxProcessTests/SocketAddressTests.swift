import Glibc
import Supervision
import Testing

@testable import LinuxProcess

@Suite struct SocketAddressTests {
    @Test(arguments: [
        ("127.0.0.1", true), ("10.0.0.255", true), ("::1", true), ("fe80::1", true), ("2001:db8::10.0.0.1", true),
        ("localhost", false), ("buildkitd", false), ("", false), ("10.0.0", false), ("256.0.0.1", false),
        ("[::1]", false), ("127.0.0.1:1234", false), ("1", false),
    ])
    func onlyAddressesNeedNoLookUp(_ host: String, _ isLiteral: Bool) {
        #expect(SocketAddress.isLiteral(host) == isLiteral)
    }

    @Test(arguments: [
        (SocketAddress.unix(path: "/run/x.sock"), AF_UNIX), (.internet(host: "10.0.0.1", port: 1), AF_INET),
        (.internet(host: "::1", port: 1), AF_INET6),
    ])
    func theFamilyFollowsTheAddress(_ address: SocketAddress, _ family: Int32) {
        #expect(address.family == family)
    }

    @Test(arguments: [
        (SocketAddress.unix(path: "/no/such.sock"), ProbeFailure.noSocket), (.unix(path: "/dev/null"), .refused),
    ])
    func aRefusalIsKnownAtOnce(_ address: SocketAddress, _ failure: ProbeFailure) {
        do throws(ProbeFailureError) {
            _ = try SocketProbe(address)
            Issue.record("connected")
        } catch { #expect(error.failure == failure) }
    }

    @Test func aPathThatDoesNotFitIsAnError() throws {
        for (length, fits) in [(107, true), (108, false)] {
            let path = "/" + String(repeating: "x", count: length - 1)
            let descriptor = try makeSocket(AF_UNIX, SOCK_STREAM)
            do throws(SystemError) {
                try SocketAddress.unix(path: path).connect(descriptor.rawValue)
                Issue.record("connected")
            } catch { #expect(error.code == (fits ? ENOENT : ENAMETOOLONG)) }
        }
    }
}
