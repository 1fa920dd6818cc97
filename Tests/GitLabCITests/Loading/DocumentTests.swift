import Diagnostics
import GitLabCI
import Testing

struct DocumentTests {
    @Test(arguments: [
        ("", "Please provide content of .gitlab-ci.yml"),
        (" \n\n", "Please provide content of .gitlab-ci.yml"),
        ("# only a comment\n", "{}"),
        ("a: 1\nb: [x, yes, ~]\n", "{a: 1, b: [x, true, nil]}"),
        ("\u{FEFF}a: 1\n", "{a: 1}"),
        ("a: 1\r\nb: 2\r\n", "{a: 1, b: 2}"),
        (":a: 1\na: 2\n", "{a: 2}"),
        ("12: x\n1.5: y\ntrue: z\n~: w\n", "{12: x, 1.5: y, true: z, : w}"),
        ("- a\n", "Invalid configuration format"),
        ("a: 2024-01-01\n", "Tried to load unspecified class: Date"),
        ("a: *b\n", "An alias referenced an unknown anchor: b"),
        ("a: &b !reference [x]\nc: *b\n", "An alias referenced an unknown anchor: b"),
        ("a: &a [*a]\n", "The parsed YAML is too big"),
        ("a: !!omap [x: 1, y: 2]\n", "{a: {x: 1, y: 2}}"),
        ("a: !!set {x, y}\n", "Tried to load unspecified class: Psych::Set"),
        ("a: !!float abc\n", "Invalid YAML syntax"),
    ])
    func loadsADocument(text: String, expected: String) {
        #expect(Loading.outcome(text) == expected)
    }

    @Test(arguments: [
        ("a: &a {x: 1, y: 1}\nb: {<<: *a, y: 2}\n", "{a: {x: 1, y: 1}, b: {x: 1, y: 2}}"),
        // A merge key at the end wins over what comes before it.
        ("a: &a {x: 1}\nb: {x: 2, <<: *a}\n", "{a: {x: 1}, b: {x: 1}}"),
        ("b: {<<: [{x: 1}, {x: 2, y: 2}], z: 3}\n", "{b: {x: 1, y: 2, z: 3}}"),
        ("b: {<<: {x: 1}, <<: {x: 2}}\n", "{b: {x: 2}}"),
        ("a: &a {b: 1, <<: [*a, {c: 2}]}\n", "{a: {b: 1, c: 2}}"),
        ("b: {<<: 5}\n", "{b: {<<: 5}}"),
        ("b: {<<: 5, <<: 6}\n", "{b: {<<: 6}}"),
        ("l: &l [{a: 1}]\nb: {<<: *l}\n", "{l: [{a: 1}], b: {<<: [{a: 1}]}}"),
        ("b: {'<<': {x: 1}}\n", "{b: {x: 1}}"),
        ("b: {!!str <<: {x: 1}}\n", "{b: {<<: {x: 1}}}"),
        ("a: &a {b: 1, <<: *a}\n", "{a: {b: 1}}"),
    ])
    func mergesAsPsychDoes(text: String, expected: String) {
        #expect(Loading.outcome(text) == expected)
    }

    @Test(arguments: [
        ("---\na: 1\n", "{a: 1}"),
        ("a: 1\n---\nb: 2\n", "{a: 1}"),
        ("a: 1\n---\n- b\n", "Invalid configuration format"),
        ("a: 1\n--- \nb: 2\n---\nc: 3\n---\n[\n", "{a: 1}"),
        (
            "a: 1\n---\n\n\nb: [\n",
            "(<unknown>): did not find expected node content while parsing a flow node at line 2 column 1"
        ),
        ("spec: {}\n", "{spec: {}}"),
        ("spec: {}\n---\nb: 2\n", "{b: 2}"),
        ("spec: {}\n---\nb: 2\n---\nc: 3\n", "{c: 3}"),
        ("a: |\n  x\n---\nb: 1\n", "{a: x\n}"),
    ])
    func splitsDocumentsAsGitLabDoes(text: String, expected: String) {
        #expect(Loading.outcome(text) == expected)
    }

    @Test func limitsSizeAndDepth() {
        let long = "a: " + String(repeating: "x", count: 2_097_152)
        #expect(Loading.outcome(long) == "The provided YAML is too big")
        func nested(_ depth: Int) -> String {
            "a: " + String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(Loading.outcome(nested(100)) == "The parsed YAML is too big")
        #expect(Loading.load(nested(99)).failure == nil)
        var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            bomb += "a\(level): &a\(level) [\(aliases)]\n"
        }
        #expect(Loading.outcome(bomb) == "The parsed YAML is too big")
    }

    @Test func pointsAtInvalidUTF8() throws {
        let file = SourceFile(name: "x", bytes: Array("a: b\nc: ".utf8) + [0xFF, 0x0A])
        let loaded = ConfigurationLoader(LoadingEnvironment(files: MemoryProject())).load(file)
        let failure = try #require(loaded.failure)
        #expect(failure.id == "yaml-encoding")
        #expect(failure.span.startPosition.description == "2:4")
    }

    @Test func warnsOfDuplicateKeysAndIgnoredDocuments() {
        let notes = Loading.load("a: 1\nb: 2\na: 3\n---\nc: 1\n").notes
        #expect(notes.map { "\($0.id) \($0.primary.startPosition)" } == ["duplicate-key 3:1", "document-ignored 5:1"])
        #expect(notes.first?.related.first?.span.startPosition.description == "1:1")
    }

    @Test func warnsOfWhatAByteOrderMarkHides() {
        let notes = Loading.load("\u{FEFF}a: 1\n# c\nb: 2\n").notes
        #expect(notes.map { "\($0.id) \($0.primary.startPosition)" } == ["document-cut 3:1"])
        #expect(Loading.load("\u{FEFF}a:\n  - 1\n# c\n").notes.isEmpty)
    }
}
