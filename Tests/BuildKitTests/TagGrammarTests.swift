import BuildKit
import Testing

@Suite struct TagGrammarTests {
    @Test(arguments: [
        ("main", "main", false), ("my/branch", "my-branch", false), ("a//b  c", "a-b-c", false),
        ("a-/b", "a--b", false),
        ("über/größe", "ber-gr-e", true), ("-x", "x", true), (".hidden", "hidden", true), ("_ok", "_ok", false),
        ("1.2+3", "1.2-3", false), ("feature/x/", "feature-x-", false), ("a\u{301}", "a-", false),
    ])
    func tagsAreRewritten(_ text: String, _ tag: String, _ hasNote: Bool) {
        let rewritten = TagGrammar.tag(text)
        #expect(rewritten.tag == tag)
        #expect((rewritten.note != nil) == hasNote)
    }

    @Test(arguments: ["/", "---", "...", "日本"])
    func whatHoldsNothingIsNoTag(_ text: String) {
        #expect(TagGrammar.tag(text).tag == nil)
        #expect(TagGrammar.tag(text).note != nil)
    }

    @Test func longTagsAreCutAndStayDifferent() throws {
        let long = String(repeating: "x", count: 128)
        #expect(TagGrammar.tag(long).tag == long)
        let first = try #require(TagGrammar.tag(long + "a").tag)
        let second = try #require(TagGrammar.tag(long + "b").tag)
        #expect(first.count == 128 && second.count == 128 && first != second)
        #expect(TagGrammar.tag(long + "a").note?.contains("more than 128 characters") == true)
    }

    /// Any text becomes a tag of the grammar, and a tag stays as it is.
    @Test func everyTagIsValid() {
        var random = SystemRandomNumberGenerator()
        let alphabet = Array("aZ09._-/+ äé\u{301}\u{1f600}\n".unicodeScalars)
        for _ in 0..<2_000 {
            var text = ""
            for _ in 0..<Int.random(in: 0...200, using: &random) {
                text.unicodeScalars.append(alphabet.randomElement(using: &random) ?? "a")
            }
            guard let tag = TagGrammar.tag(text).tag else { continue }
            let isValid =
                tag.utf8.count <= 128 && tag.first.map { $0 != "." && $0 != "-" } == true
                && tag.utf8.allSatisfy { byte in
                    byte < 128
                        && (Character(Unicode.Scalar(byte)).isLetter || (48...57).contains(byte)
                            || "._-".utf8.contains(byte))
                }
            #expect(isValid, "\(text) became \(tag)")
            #expect(TagGrammar.tag(tag).tag == tag && TagGrammar.tag(tag).note == nil)
        }
    }
}
