import Testing

@testable import YAMLTree

/// The writer against libyaml: whatever a string holds, the same string comes back, and never as another type.
struct YAMLWriterTests {
    static let odd = [
        "", " ", "a", "-", "--", "---", "--addr", "-a", "- a", "-1", ".5", "...", "?", "? a", "a: b", "a:", "a:b", ":a",
        "a #b",
        "a#b", "#a", "yes", "No", "ON", "y", "null", "~", "true", "1", "0x1F", "0o7", "017", "1e3", "1_000", "12:30:45",
        ".inf",
        ".NaN", "2026-11-23", "2026-11-23T10:00:00Z", "<<", "=", "!tag", "&anchor", "*alias", "%dir", "@at", "`tick",
        "|", ">",
        "[a]", "{a}", "a, b", "a]", "a}", "'a'", "\"a\"", "it's", "say \"hi\"", "back\\slash", "'\"\\", "a\tb", "\ta",
        "a\t",
        " a", "a ", "a\nb", "a\n", "a\nb\n", "a\n\nb\n", "a\n\n", "\na", "\n", " a\nb", "a\n b", "a\n ", "a\n \n",
        "a\r\nb", "a\rb",
        "a\u{0}b", "\u{1B}[0m", "\u{7F}", "\u{85}", "a\u{2028}b\nc", "\u{FEFF}a", "ünï©ode", "🚀 to\nthe 🌕\n", "\u{A0}a",
        "a\u{E000}", "$VAR", "${VAR}", "$[[ inputs.x ]]", "tcp://0.0.0.0:1234", "a\n# not a comment\n", "a\n---\nb\n",
        "#\na\n",
        "! a\nb", "a # b\nc: d\n", "\t\na\n",
    ]

    @Test(arguments: odd) func `a value comes back as the same string`(text: String) throws {
        let written = YAMLWriter.document(
            header: "head",
            [
                .init("key", text),
                .init("list", .sequence([.init(.scalar(text)), .init(.mapping([.init("in", text, comment: "why")]))])),
                .init("flow", .flow([text, "x", text])),
                .init("map", .mapping([.init("deep", .mapping([.init("er", text)]))])),
            ])
        #expect(
            try LibYAML.scalars(in: written) == [
                "key", text, "list", text, "in", text, "flow", text, "x", text, "map", "deep", "er", text,
            ], "\(written)")
    }

    @Test(arguments: odd) func `a key comes back as the same string`(text: String) throws {
        let written = YAMLWriter.document(header: "head", [.init(text, .mapping([.init(text, .sequence([]))]))])
        #expect(try LibYAML.scalars(in: written) == [text, text], "\(written)")
    }

    /// Plain scalars are the ones that a parser resolves by their looks; ours must look like words only.
    @Test(arguments: odd) func `nothing but plain words is written without quotes`(text: String) throws {
        let written = YAMLWriter.document(header: "head", [.init("key", text)])
        let value = try #require(try LibYAML.events(in: written).last { $0.kind == "scalar" })
        let first = text.unicodeScalars.first.map { $0.properties.isAlphabetic || "-/_$".unicodeScalars.contains($0) }
        if value.plain { #expect(first == true && Double(text) == nil, "\(written)") }
    }

    /// Random texts over an alphabet of troublemakers, from a fixed seed.
    @Test func `random texts come back`() throws {
        let alphabet = Array("ab:#-?!&*|>'\"%@`[]{},\\\n\t $=~0.\u{85}é")
        var state: UInt64 = 20_26
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        for _ in 0..<3000 {
            let text = String((0..<next(9)).map { _ in alphabet[next(alphabet.count)] })
            let written = YAMLWriter.document(
                header: "head",
                [.init("key", text), .init("flow", .flow([text])), .init("list", .sequence([.init(.scalar(text))]))])
            #expect(try LibYAML.scalars(in: written) == ["key", text, "flow", text, "list", text], "\(written)")
        }
    }

    @Test func `comments are wrapped and belong to what follows`() {
        let words = Array(repeating: "word", count: 30).joined(separator: " ")
        let text = YAMLWriter.document(
            header: "head", [.init("a", .sequence([.init(.mapping([.init("b", "c", comment: words)]))]))])
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
        #expect(text.hasPrefix("# head\n\na:\n  # word"))
        #expect(text.hasSuffix("word\n  - b: c\n"))
    }
}
