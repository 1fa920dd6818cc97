import BuildKit
import Testing

@Suite struct MetadataVersionTests {
    @Test(arguments: [
        ("1.2.3", "1.2.3"), ("v1.2.3", "1.2.3"), ("v2.0.8-beta.67", "2.0.8-beta.67"), ("1.0.0-0", "1.0.0-0"),
        ("v9.5.7-alpha.2+fork.3.1.8", "9.5.7-alpha.2"), ("1.2.3+001", "1.2.3"), ("1.2.3--x", "1.2.3--x"),
        ("1.2.3-01a", "1.2.3-01a"),
    ])
    func semanticVersionsAreRead(_ text: String, _ version: String) {
        #expect(SemanticVersion(text)?.version == version)
    }

    @Test(arguments: [
        "", "1", "1.2", "v1.2", "01.2.3", "1.2.3.4", "1.2.3-", "1.2.3-01", "1.2.3-a..b", "1.2.3+", "vv1.2.3", "=1.2.3",
        "a.b.c",
        "1.2.3-ä", "1.2.99999999999999999999", "release1", "v1.2.3rc2", " 1.2.3",
    ])
    func otherTextsAreNone(_ text: String) {
        #expect(SemanticVersion(text) == nil)
    }

    @Test(arguments: [
        ("1.2.3", "1.2.3", false), ("v1.2.3", "1.2.3", false), ("1.2.3rc2", "1.2.3rc2", true),
        ("1.2.3post1", "1.2.3.post1", true),
        ("1.2.3beta2", "1.2.3b2", true), ("1.0dev4", "1.0.dev4", true), ("1!2.0", "1!2.0", false),
        ("01.02", "1.2", false),
        ("1.0-alpha_1.post-2.dev", "1.0a1.post2.dev0", true), ("1.0-1", "1.0.post1", true), ("1.0c", "1.0rc0", true),
        ("1.0preview3", "1.0rc3", true), ("1.0+Ubuntu-1_x", "1.0+ubuntu.1.x", false), ("1.0.r4", "1.0.post4", true),
        ("2020.1", "2020.1", false),
    ])
    func pythonVersionsAreNormalised(_ text: String, _ version: String, _ isSpecial: Bool) {
        #expect(PythonVersion(text)?.version == version)
        #expect(PythonVersion(text)?.isSpecial == isSpecial)
    }

    @Test(arguments: ["", "v", "1.", "1.x", "release1", "1.0+", "1.0+a..b", "1.0 ", "1.0beta-", "1!", "1.2.3-4.5"])
    func otherTextsAreNoPythonVersions(_ text: String) {
        #expect(PythonVersion(text) == nil)
    }
}
