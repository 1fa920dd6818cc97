import Testing

@testable import Diagnostics

struct TextRendererTests {
    private func finding(_ text: String, _ range: Range<Int>, severity: Diagnostic.Severity = .error) -> Diagnostic {
        let file = SourceFile(name: "ci.yml", text: text)
        return Diagnostic(
            id: "test", severity: severity, message: "something is off", at: SourceSpan(file: file, range: range))
    }

    @Test func `shows the place, the line, a caret and all that helps`() {
        var diagnostic = finding("job:\n  script: 5\n", 15..<16, severity: .warning)
        diagnostic.gitlabMessage = "said by GitLab"
        diagnostic.help = "write a text"
        diagnostic.docs = "https://docs.example/script"
        diagnostic.related = [.init(SourceSpan(file: diagnostic.primary.file, range: 0..<3), "in this job")]
        #expect(
            TextRenderer().render([diagnostic]) == """
                ci.yml:2:11: warning: something is off
                    2 |   script: 5
                      |           ^
                      = GitLab says: said by GitLab
                      = ci.yml:1:1: in this job
                      = help: write a text
                      = see https://docs.example/script

                """)
    }

    @Test func `findings are in the order of the file`() {
        let file = SourceFile(name: "ci.yml", text: "ab\n")
        let made = [1, 0].map {
            Diagnostic(
                id: "test", severity: .note, message: "m\($0)", at: SourceSpan(file: file, start: $0, end: $0 + 1))
        }
        #expect(
            TextRenderer().render(made) == """
                ci.yml:1:1: note: m0
                    1 | ab
                      | ^

                ci.yml:1:2: note: m1
                    1 | ab
                      |  ^

                """)
    }

    @Test(
        arguments: [
            ("", 0..<0, "    1 | \n      | ^\n"),
            ("abc", 3..<3, "    1 | abc\n      |    ^\n"),
            ("abc\ndef\n", 1..<6, "    1 | abc\n      |  ^~\n"),
            ("äöü: x\n", 4..<6, "    1 | äöü: x\n      |   ^\n"),
            ("日本 🚀: x\n", 7..<11, "    1 | 日本 🚀: x\n      |      ^~\n"),
            ("e\u{301}: x\n", 3..<4, "    1 | e\u{301}: x\n      |  ^\n"),
            ("\u{FEFF}key: x\n", 3..<6, "    1 | key: x\n      | ^~~\n"),
            ("a\tb\u{1B}[31m\n", 2..<3, "    1 | a b\u{FFFD}[31m\n      |   ^\n"),
            ("a\r\nb\r\n", 3..<4, "    2 | b\n      | ^\n"),
        ] as [(String, Range<Int>, String)])
    func `the caret stands under the place`(text: String, range: Range<Int>, snippet: String) {
        #expect(Snippet(finding(text, range).primary).text { $0 } == snippet)
    }

    @Test func `a long line is cut around the place`() {
        let text = String(repeating: "a", count: 5000) + "X" + String(repeating: "b", count: 5000)
        let lines = Snippet(finding(text, 5000..<5001).primary).text { $0 }.split(separator: "\n")
        #expect(lines.allSatisfy { $0.count < 180 })
        let caret = lines[1].firstIndex(of: "^").map { lines[1].distance(from: lines[1].startIndex, to: $0) }
        #expect(caret.map { lines[0][lines[0].index(lines[0].startIndex, offsetBy: $0)] } == "X")
    }

    @Test func `colour marks severity and caret only`() {
        let text = TextRenderer(colour: true).render([finding("a\n", 0..<1)])
        #expect(
            text
                == "ci.yml:1:1: \u{1B}[1;31merror\u{1B}[0m: something is off\n    1 | a\n      | \u{1B}[1;32m^\u{1B}[0m\n"
        )
    }
}
