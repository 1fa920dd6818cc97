import Diagnostics
import GitLabCI
import Testing
import YAMLTree

/// Positions of a script in the YAML.
@Suite struct ScalarMapTests {
    /// The value of `k`, and the bytes of the file that a part of it comes from.
    private func source(of part: String, in yaml: String) throws -> String? {
        let file = SourceFile(name: "a.yml", text: yaml)
        let document = try YAMLParser.parseFirstDocument(of: file)
        let root = try #require(document.root)
        let node = try #require(document.value(of: "k", in: root))
        guard case .scalar(let text, _) = document[node].content else { return nil }
        let map = try #require(ScalarSource(document.span(of: node)).map(of: text))
        #expect(map.bytes == Array(text.utf8))
        let range = try #require(text.firstRange(of: part))
        let lower = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
        let bytes = map.source(of: lower..<lower + part.utf8.count)
        return file.text(from: bytes.lowerBound, to: bytes.upperBound)
    }

    @Test(arguments: [
        ("k: echo ü b\n", "ü b", "ü b"),
        ("k: one\n  two\n\n  three\n", "one two\nth", "one\n  two\n\n  th"),
        ("k: 'it''s  a'\n", "t's  a", "t''s  a"),
        ("k: \"a\\tb \\u00fc \\\n  c\"\n", "\tb ü c", "\\tb \\u00fc \\\n  c"),
        ("k: |\n  one\n   two\n\n  three\n", "one\n two", "one\n   two"),
        ("k: |-\n\n  x\n  y\n", "x\ny", "x\n  y"),
        (
            "k: >\n  one\n  two\n\n  three\n    four\n  five\n", "one two\nthree\n  four\nfive",
            "one\n  two\n\n  three\n    four\n  five"
        ),
        ("k: |2\n    a\n   b\n", "  a\n b", "  a\n   b"),
        ("k: &x !!str |  # why\r\n  a\r\n  b\r\n", "a\nb", "a\r\n  b"),
    ])
    func findsText(_ yaml: String, _ part: String, _ expected: String) throws {
        #expect(try source(of: part, in: yaml) == expected)
    }

    /// Where text goes that is put in behind a part.
    @Test(arguments: [
        ("k: >\n  one\n  two\n\n  three\n", "two", "k: >\n  one\n  two"),
        ("k: >\n  one\n  two\n", "one", "k: >\n  one"),
        ("k: one\n\n\n  two\n", "one", "k: one"), ("k: |\n  one\n\n  two\n", "one", "k: |\n  one"),
        ("k: 'one\n\n  two'\n", "one", "k: 'one"), ("k: \"one\\ntwo\"\n", "one", "k: \"one"),
    ])
    func findsTheEnd(_ yaml: String, of part: String, _ expected: String) throws {
        let file = SourceFile(name: "a.yml", text: yaml)
        let document = try YAMLParser.parseFirstDocument(of: file)
        let node = try #require(document.root.flatMap { document.value(of: "k", in: $0) })
        guard case .scalar(let text, _) = document[node].content else { return }
        let map = try #require(ScalarSource(document.span(of: node)).map(of: text))
        let range = try #require(text.firstRange(of: part))
        let end = text.utf8.distance(from: text.startIndex, to: range.upperBound)
        #expect(file.text(from: 0, to: map.source(of: end..<end).lowerBound) == expected)
    }
}
