import Diagnostics
import Testing
import YAMLTree

/// The messages are those of Ruby's Psych with libyaml 0.2.5.
struct YAMLSyntaxErrorTests {
    @Test(arguments: [
        ("a: 1\n b: 2", "mapping values are not allowed in this context at line 2 column 3", "2:3"),
        ("a: 1\nfoo", "could not find expected ':' while scanning a simple key at line 2 column 1", "2:4"),
        ("%FOO\n---\na: b", "found unknown directive name while scanning a directive at line 1 column 1", "1:5"),
        ("a: !e!foo bar", "found undefined tag handle while parsing a node at line 1 column 4", "1:4"),
        ("a: [1, 2", "did not find expected ',' or ']' while parsing a flow sequence at line 1 column 4", "1:9"),
        ("a: 'b", "found unexpected end of stream while scanning a quoted scalar at line 1 column 4", "1:6"),
        (
            "a: %b", "found character that cannot start any token while scanning for the next token at line 1 column 4",
            "1:4"
        ),
        ("a: \u{1}", "control characters are not allowed at line 1 column 1", "1:4"),
    ])
    func saysWhatPsychSays(text: String, message: String, place: String) throws {
        let file = SourceFile(name: "test", text: text)
        let error = try #require(throws: YAMLSyntaxError.self) { try YAMLParser.parseFirstDocument(of: file) }
        #expect(error.psychMessage == "(<unknown>): " + message)
        #expect(error.problemSpan.startPosition.description == place)
    }

    @Test(arguments: [
        ([UInt8](), UTF8Check.Result.ascii), (Array("abc".utf8), .ascii), (Array("ä😀€".utf8), .utf8),
        ([0x61, 0xFF], .invalid(1)), ([0xC3], .invalid(0)), ([0xC0, 0x80], .invalid(0)),
        ([0xED, 0xA0, 0x80], .invalid(0)), ([0xF4, 0x90, 0x80, 0x80], .invalid(0)), ([0xE2, 0x82, 0x61], .invalid(0)),
        (Array("aaaaaaaaaaaaaaaaa".utf8) + [0x80], .invalid(17)),
    ])
    func findsInvalidUTF8(bytes: [UInt8], expected: UTF8Check.Result) {
        #expect(bytes.withUnsafeBufferPointer { UTF8Check.check($0) } == expected)
    }

    /// Found by fuzzing: the place ended in the middle of the character.
    @Test(arguments: [("d: &d *İ", "İ"), ("  -\n  \u{FEFF}", "\u{FEFF}"), ("a: [b\n😀", "")])
    func `the place of an error is a whole character`(text: String, expected: String) throws {
        let file = SourceFile(name: "test", text: text)
        let error = try #require(throws: YAMLSyntaxError.self) { try YAMLParser.parseFirstDocument(of: file) }
        let spans = [error.problemSpan] + [error.contextSpan].compactMap { $0 }
        #expect(spans.contains { $0.text == expected })
        #expect(spans.allSatisfy { !$0.text.contains("\u{FFFD}") })
    }
}
