import BuildKit
import Testing

@Suite struct BuildkitdDefaultsTests {
    private func check(
        _ rootless: Bool, _ environment: [String: String], _ state: String, _ config: String, _ address: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let defaults = BuildkitdDefaults(rootless: rootless, environment: environment)
        #expect(defaults.stateDirectory == state, sourceLocation: sourceLocation)
        #expect(defaults.configFile == config, sourceLocation: sourceLocation)
        #expect(defaults.address == address, sourceLocation: sourceLocation)
    }

    @Test func rootHasSystemDirectories() {
        let environment = ["HOME": "/root", "XDG_DATA_HOME": "/x", "XDG_CONFIG_HOME": "/y", "XDG_RUNTIME_DIR": "/z"]
        check(
            false, environment, "/var/lib/buildkit", "/etc/buildkit/buildkitd.toml",
            "unix:///run/buildkit/buildkitd.sock")
    }

    @Test func usersHaveTheirOwn() {
        check(
            true, ["HOME": "/home/u"], "/home/u/.local/share/buildkit", "/home/u/.config/buildkit/buildkitd.toml",
            "unix:///run/buildkit/buildkitd.sock")
        check(
            true, ["HOME": "/h", "XDG_DATA_HOME": "/x:/x2", "XDG_CONFIG_HOME": "/y", "XDG_RUNTIME_DIR": "/z"],
            "/x/buildkit", "/y/buildkit/buildkitd.toml", "unix:///z/buildkit/buildkitd.sock")
        check(
            true, ["HOME": ""], "/var/lib/buildkit", "/etc/buildkit/buildkitd.toml",
            "unix:///run/buildkit/buildkitd.sock")
    }

    @Test(
        arguments: [
            ("root = \"/a b\"\n", "/a b"), ("debug = true\n  root='/a' # here\n", "/a"),
            ("[log]\nroot = \"/a\"\n", nil),
            ("# root = \"/a\"\n", nil), ("rootless = true\nroot=\"/b\"\n", "/b"), ("root = 3\n", nil), ("", nil),
        ] as [(String, String?)])
    func theRootOfAConfigurationIsFound(_ toml: String, _ root: String?) {
        #expect(BuildkitdDefaults.root(inConfig: toml) == root)
    }
}
