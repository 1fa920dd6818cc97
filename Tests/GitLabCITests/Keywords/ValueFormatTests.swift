import Testing

@testable import GitLabCI

struct ValueFormatTests {
    @Test(arguments: [
        ("2024-01-31", true), ("2024-01-31T10:00:00Z", true), ("2024-01-31T10:00:00+02:00", true), ("20240131", true),
        ("20240131T1000", true), ("2024-W05-3", true), ("2024-031", true), ("2024-02-30", false), ("2023-02-29", false),
        ("2024-13-01", false), ("31.01.2024", false), ("tomorrow", false), ("", false), ("2024-01-31T25:00", false),
        ("2024-01-31T24:00:00Z", true), ("2024-01-31T10:00:00.123Z", true), ("2024-366", true), ("2023-366", false),
    ])
    func dates(text: String, isValid: Bool) {
        #expect(ISO8601.isValid(text) == isValid)
    }

    @Test(arguments: [
        ("main", true), ("feature/x", true), ("v1.0", true), ("$CI_COMMIT_SHA", true), ("a b", false), ("a..b", false),
        ("-a", false), ("a/", false), ("a.", false), ("a//b", false), ("a@{b", false), (".a", false), ("a/.b", false),
        ("a.lock", false), ("HEAD", false), ("refs/heads/a", false), ("a^b", false), ("a[b", false), ("", false),
        ("@", true),
    ])
    func references(text: String, isValid: Bool) {
        #expect(GitReferenceName.isValid(text) == isValid)
    }

    @Test(arguments: [
        ("production", true), ("review/$CI_COMMIT_REF_SLUG", true), ("a b", true), ("/a", false), ("a/", false),
        ("a:b", false), ("é", false), ("", false),
    ])
    func environments(text: String, isValid: Bool) {
        #expect(EnvironmentName.isValid(text) == isValid)
    }

    @Test(arguments: [
        ("$A", true), ("x${A_1}y", true), ("%A%", true), ("$", false), ("$1", false), ("100%", false), ("${A", false),
        ("%A", false),
    ])
    func variables(text: String, occurs: Bool) {
        #expect(ExpandableVariable.occurs(in: text) == occurs)
    }

    @Test(arguments: [
        ("/ab/", "ab", ""), ("/a/b/i", "a/b", "i"), ("/ab/ismU", "ab", "ismU"), ("x\n/ab/", "ab", ""), ("//", "", ""),
    ])
    func slashPatterns(text: String, pattern: String, flags: String) {
        let parts = SlashPattern.parts(of: text)
        #expect(parts?.pattern == pattern)
        #expect(parts?.flags == flags)
    }

    @Test(arguments: ["", "/", "ab", "/ab", "ab/", "/ab/x", "/a\nb/"])
    func noSlashPatterns(text: String) {
        #expect(SlashPattern.parts(of: text) == nil)
    }
}
