import ShellSyntax
import Testing

@Suite struct ShellScriptTests {
    /// The words of each command.
    private func words(_ text: String) -> [[String]] { ShellScript(text).commands.map { $0.words.map(\.text) } }

    @Test(arguments: [
        ("echo a 'b c' \"d $E\"", [["echo", "a", "b c", "d ${E}"]]),
        ("a && b || c; d & e | f", [["a"], ["b"], ["c"], ["d"], ["e"], ["f"]]),
        ("if [ -f x ]; then make; else exit 1; fi", [["[", "-f", "x", "]"], ["make"], ["exit", "1"]]),
        ("for f in a b; do echo $f; done", [["echo", "${f}"]]),
        ("case $x in a|b) one;; *) two ;; esac; three", [["one"], ["two"], ["three"]]),
        ("(cd x && make) && echo ok", [["cd", "x"], ["make"], ["echo", "ok"]]),
        ("f() { echo hi; }", [["echo", "hi"]]),
        ("echo $(date +%s | tail) `id -u`", [["echo", "$(…)", "$(…)"], ["date", "+%s"], ["tail"], ["id", "-u"]]),
        ("[[ $a == b && -n $c ]] && d", [["[[", "${a}", "==", "b", "-n", "${c}", "]]"], ["d"]]),
        ("echo a\\\n  b # comment\nc", [["echo", "a", "b"], ["c"]]),
        ("A=1 B=\"$C\" cmd x", [["cmd", "x"]]),
        ("echo $((1 + 2)) ${X:-y z} $'a\\nb'", [["echo", "$((…))", "${X:-y z}", "a\nb"]]),
        ("diff <(a) <(b)", [["diff", "$(…)", "$(…)"], ["a"], ["b"]]),
        ("! a | b", [["a"], ["b"]]),
        ("(( i++ )); x", [["x"]]),
        ("a=(1 2 3); b", [[], ["b"]]),
        ("cmd >out 2>&1 <in", [["cmd"]]),
    ])
    func readsCommands(_ text: String, _ expected: [[String]]) {
        #expect(words(text) == expected)
        #expect(ShellScript(text).problems == [])
    }

    @Test func readsHeredocs() throws {
        let text = "cat <<'EOF' > file; echo x\na $b\nEOF\nnext"
        let script = ShellScript(text)
        #expect(script.commands.map { $0.words.map(\.text) } == [["cat"], ["echo", "x"], ["next"]])
        let heredoc = try #require(script.commands[0].redirections[0].heredoc)
        #expect(heredoc.isQuoted && heredoc.isTerminated && heredoc.delimiter == "EOF")
        #expect(String(decoding: Array(text.utf8)[heredoc.body], as: UTF8.self) == "a $b\n")
        #expect(script.commands[0].redirections[1].target.literal == "file")
    }

    @Test(arguments: [
        ("echo 'a", ShellProblem.Kind.unterminated("'"), 5..<6),
        ("cat <<EOF\nx", .unterminatedHeredoc(delimiter: "EOF"), 4..<9),
        ("echo $(a", .unterminated("$("), 5..<7),
        ("a )", .unexpected(")"), 2..<3),
    ])
    func marksWhatNoShellTakes(_ text: String, _ kind: ShellProblem.Kind, _ range: Range<Int>) {
        let problems = ShellScript(text).problems
        #expect(problems.first?.kind == kind)
        #expect(problems.first?.range == range)
    }

    @Test func knowsPipesAndConnectors() {
        let commands = ShellScript("echo $P | docker login --password-stdin && x || y &").commands
        #expect(commands.map(\.feedsPipe) == [true, false, false, false])
        #expect(commands.map(\.readsPipe) == [false, true, false, false])
        #expect(commands.map(\.connector) == [.sequence, .sequence, .and, .or])
        #expect(commands.map(\.isInBackground) == [false, false, false, true])
    }

    @Test func findsWordsInTheText() throws {
        let text = "buildctl --output \"type=image,name=$N\",push=true"
        let word = try #require(ShellScript(text).commands[0].words.last)
        #expect(word.text == "type=image,name=${N},push=true")
        #expect(!(word.literal != nil) && word.isOneWord && word.variables == ["N"])
        let range = word.range(ofText: 11..<20)
        #expect(String(decoding: Array(text.utf8)[range], as: UTF8.self) == "name=$N")
        let push = word.range(ofText: 21..<30)
        #expect(String(decoding: Array(text.utf8)[push], as: UTF8.self) == "push=true")
    }

    @Test func survivesAnything() {
        let alphabet = Array("ab $\"'`\\(){}<>|&;\n#!=[]-EOFcasein esac fi".utf8)
        var state: UInt64 = 42
        for _ in 0..<3000 {
            var bytes: [UInt8] = []
            for _ in 0..<40 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes.append(alphabet[Int(state >> 33) % alphabet.count])
            }
            for command in ShellScript(bytes).commands {
                #expect(command.range.upperBound <= bytes.count)
                for word in command.words {
                    #expect(word.range.upperBound <= bytes.count && !word.text.contains("\u{0}"))
                }
            }
        }
    }
}
