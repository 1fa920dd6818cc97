import BuildKit
import Testing

@Suite struct TerminalTextTests {
    @Test(arguments: [
        ("plain\ttext äöü 日本 🚀", "plain\ttext äöü 日本 🚀"), ("\u{1b}[1;31mred\u{1b}[0m", "red"),
        ("a\u{1b}[2Kb\u{1b}[1Gc", "abc"),
        ("\u{1b}]0;title\u{7}x\u{1b}]8;;https://e.example\u{1b}\\link\u{1b}]8;;\u{1b}\\", "xlink"),
        ("\u{1b}(Bx\u{1b}7y\u{1b}=z", "xyz"), ("abc\u{8}\u{8}d", "ad"), ("a\u{0}b\u{7}c\u{7f}d\r", "abcd"),
        ("\u{9b}31mred\u{85}", "red"), ("\u{202e}live\u{202c}", "live"), ("cut \u{1b}[3", "cut "),
        ("cut \u{1b}", "cut "),
        ("\u{1b}[0Ksection_start:1:x\r\u{1b}[0Kspoof", "section_start:1:xspoof"), ("", ""),
    ])
    func whatATerminalObeysIsGone(_ text: String, _ plain: String) {
        #expect(TerminalText.plain(text) == plain)
    }
}
