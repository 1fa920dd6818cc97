import Testing

@testable import RunnerCommands

@Suite struct HostsFileTests {
    private let file = HostsFile(
        """
        # Kubernetes-managed hosts file.
        127.0.0.1\tlocalhost
        ::1\tlocalhost ip6-localhost
        172.17.0.2 buildkitd docker.io__buildkitd  # the service
        fe00::2    six six-alias
        fe80::1%eth0 scoped
        10.0.0.1 # nobody
        10.0.0.9 BuildKitd
        """)

    @Test(
        arguments: [
            ("localhost", "127.0.0.1"), ("buildkitd", "172.17.0.2"), ("BUILDKITD", "172.17.0.2"),
            ("docker.io__buildkitd", "172.17.0.2"), ("six-alias", "fe00::2"), ("ip6-localhost", "::1"), ("scoped", nil),
            ("nobody", nil), ("the", nil), ("10.0.0.1", nil), ("", nil),
        ] as [(String, String?)])
    func namesAreFound(_ name: String, _ address: String?) {
        #expect(file.address(of: name) == address)
    }
}
