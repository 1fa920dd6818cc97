import BuildKit
import Testing

@Suite struct ShellWordsTests {
    @Test(arguments: [
        ("", []),
        ("  \t\n ", []),
        ("a  b", ["a", "b"]),
        (#"--config "/a b/x.toml""#, ["--config", "/a b/x.toml"]),
        (#"--x='a "b" c'd"#, [#"--x=a "b" cd"#]),
        (#"a\ b"#, ["a b"]),
        (#""a\b\"c\$d""#, [#"a\b"c$d"#]),
        (#"'' "" x"#, ["", "", "x"]),
        ("a\\\nb", ["ab"]),
        ("$HOME *", ["$HOME", "*"]),
    ])
    func splits(_ text: String, into words: [String]) throws {
        #expect(try ShellWords.split(text) == words)
    }

    @Test(arguments: [
        ("a 'b", "has an unclosed ' at character 3"), ("\"", "has an unclosed \" at character 1"),
        ("a\\", "ends in a backslash"),
    ])
    func namesTheUnfinishedQuote(_ text: String, _ description: String) {
        #expect(throws: ShellWords.UnfinishedQuote.self) { try ShellWords.split(text) }
        do { _ = try ShellWords.split(text) } catch { #expect(error.description == description) }
    }

    @Test(arguments: ["", "plain", "a b", "it's", "$HOME", #"back\slash"#, "\"", "line\nbreak", "*", "ü"])
    func quotingIsUndoneBySplitting(_ word: String) throws {
        #expect(try ShellWords.split(ShellWords.quoted(word)) == [word])
    }
}
