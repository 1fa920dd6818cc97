import BuildKit
import Testing

@Suite struct BuilderAddressTests {
    @Test(arguments: [
        ("unix:///run/buildkit/buildkitd.sock", BuilderAddress.unix(path: "/run/buildkit/buildkitd.sock")),
        ("tcp://buildkitd:1234", .tcp(host: "buildkitd", port: 1234)),
        ("tcp://10.0.0.1:65535", .tcp(host: "10.0.0.1", port: 65535)),
        ("tcp://[::1]:1234", .tcp(host: "::1", port: 1234)),
        ("kube-pod://buildkitd?namespace=ci", .helper(scheme: "kube-pod")),
        ("docker-container://b", .helper(scheme: "docker-container")), ("ssh://u@h", .helper(scheme: "ssh")),
    ])
    func addressesAreUnderstood(_ text: String, _ address: BuilderAddress) throws {
        #expect(try BuilderAddress(text) == address)
    }

    @Test(arguments: [
        ("buildkitd:1234", "builder address \"buildkitd:1234\" has no scheme; write tcp://buildkitd:1234"),
        ("/run/x.sock", "builder address \"/run/x.sock\" has no scheme; write unix:///run/x.sock"),
        ("tcp://buildkitd", "builder address \"tcp://buildkitd\" has no port; write tcp://buildkitd:1234"),
        ("tcp://buildkitd:0", "builder address \"tcp://buildkitd:0\" has no valid port; write tcp://buildkitd:1234"),
        ("tcp://b:http", "builder address \"tcp://b:http\" has no valid port; write tcp://b:1234"),
        ("tcp://:1234", "builder address \"tcp://:1234\" has no host; write tcp://buildkitd:1234"),
        ("unix://run/x", "builder address \"unix://run/x\" needs an absolute path; write unix:///run/x"),
        (
            "http://b:1",
            "builder address \"http://b:1\" has the unknown scheme \"http\"; write tcp://host:port, unix:///path or kube-pod://pod"
        ),
    ])
    func whatIsNoAddressSaysWhatToWrite(_ text: String, _ description: String) {
        do {
            let address = try BuilderAddress(text)
            Issue.record("\(address)")
        } catch { #expect(error.description == description) }
    }
}
