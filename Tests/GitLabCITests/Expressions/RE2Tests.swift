import Testing

@testable import GitLabCI

struct RE2Tests {
    @Test(arguments: [
        "", "a", "a|b", "(a)", "(?:a)", "(?P<n>a)", "(?<n>a)", "(?i)a", "(?i:a)", "(?-s)a", "(?s-i:a)", "(?)", "a{2}",
        "a{2,}", "a{2,1000}", "a{,2}", "a{", "a{x}", "a{01}", "{", "^*", "\\b+", "a??", "a+?", "[a-z]", "[]a]", "[^]a]",
        "[a-]", "[-a]", "[\\d-z]", "[[:alpha:]]", "[[:^alpha:]]", "[[.x.]]", "\\pL", "\\p{Lu}", "\\P{Greek}",
        "\\p{^Greek}", "\\p{Any}", "\\d\\D\\s\\S\\w\\W", "\\A\\z\\b\\B", "\\C", "\\Qa.b(\\E", "\\Qa(", "\\x41",
        "\\x{1F600}", "\\07", "\\123", "\\_", "\\/", "\\.", "(a|)", "|", "()", "a{500}", "(a{10}){100}", "ü",
        "^v\\d+(\\.\\d+)*$", "\\n\\r\\t\\f\\v\\a", "x{2}{", "[a\\]b]", "(?U)a+",
    ])
    func accepts(pattern: String) {
        #expect(RE2.syntaxError(in: pattern) == nil)
    }

    @Test(arguments: [
        ("(?=a)", 0), ("a(?!b)", 1), ("(?<=a)", 0), ("(?<!a)b", 0), ("(?>a)", 0), ("(?P=n)", 0), ("(?#x)", 0),
        ("(a)\\1", 3), ("\\8", 0), ("\\k", 0), ("a**", 1), ("a++", 1), ("a*{2}", 1), ("a{2}{3}", 1), ("a???", 1),
        ("*", 0), ("(*)", 1), ("a|*", 2), ("?a", 0), ("(?i)*", 4), ("a{1001}", 1), ("a{2,1}", 1), ("(a{100}){11}", 8),
        ("(", 0), ("(a", 0), ("a)", 1), ("[", 0), ("[a", 0), ("[]", 0), ("[z-a]", 1), ("[a-\\d]", 3),
        ("[[:foo:]]", 1), ("\\p{Foo}", 0), ("\\pX", 0), ("\\q", 0), ("\\Z", 0), ("\\E", 0), ("é\\", 2), ("\\x", 0),
        ("\\x{110000}", 0), ("(?P<1-a>x)", 0), ("(?P<>x)", 0), ("(?P<n>a)(?P<n>b)", 8), ("(?i-)a", 0), ("(?x)a", 0),
        ("(?i", 0), ("\\c", 0), ("\\R", 0), ("\\é", 0),
    ])
    func refuses(pattern: String, offset: Int) {
        let error = RE2.syntaxError(in: pattern)
        #expect(error != nil)
        #expect(error?.offset == offset)
        #expect(error?.message.isEmpty == false)
    }

    @Test(arguments: [
        ("a", "cat", true), ("^a", "cat", false), ("a$", "ba", true), ("^$", "", true), ("a.c", "a\nc", false),
        ("(?s)a.c", "a\nc", true), ("(?i)Abc", "xABCx", true), ("^b", "a\nb", false), ("(?m)^b$", "a\nb\nc", true),
        ("a{2,3}b", "aab", true), ("^a{2,3}b", "aaaab", false), ("^(a|b)*c$", "ababc", true),
        ("\\bfoo\\b", "a foo b", true),
        ("\\bfoo\\b", "afoo", false), ("[^a-c]", "abc", false), ("\\d+\\.\\d+", "v1.22", true),
        ("^v\\d+$", "latest", false),
        ("\\p{Lu}", "aÉ", true), ("\\PL", "abc", false), ("[[:digit:]]", "x7", true), ("\\Qa.b\\E", "axb", false),
        ("(x+x+)+y", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", false), ("^.{3}$", "äöü", true), ("(?i)ß|É", "é", true),
        ("a|", "", true), ("x*", "", true), ("[^\\d]", "1", false), ("\\x41", "A", true),
    ])
    func matches(pattern: String, text: String, expected: Bool) throws {
        #expect(try RE2(pattern).matches(text) == expected)
    }

    @Test func scriptsStayUndecided() throws {
        #expect(try RE2("\\p{Greek}").matches("α") == nil)
    }
}
