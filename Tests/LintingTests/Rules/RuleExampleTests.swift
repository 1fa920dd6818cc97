import Diagnostics
import GitLabCI
import Linting
import Testing

/// Every example of every rule, as it stands and in the variants of `RuleExample`.
@Suite struct RuleExampleTests {
    /// What an example says of the text, with its marks moved.
    private func expected(_ example: RuleExample, moved: (Range<Int>) -> Range<Int> = { $0 }) -> [String] {
        zip(example.marks, example.messages).map { "\(moved($0)) \($1)" }
    }

    @Test(arguments: ExampleCase.all) func isFoundAsMarked(_ test: ExampleCase) {
        let linted = test.run(test.example.text)
        #expect(linted.errors == [], "GitLab must accept the example")
        #expect(linted.summary == expected(test.example))
        #expect(test.example.marks.count == test.example.messages.count, "every mark needs a message")
    }

    @Test(arguments: ExampleCase.all.filter(\.example.isBad)) func fixesAsShown(_ test: ExampleCase) throws {
        let about = type(of: test.rule).about
        let linted = test.run(test.example.text)
        let fixes = linted.findings.compactMap(\.fix)
        guard let fixed = test.example.fixed else {
            #expect(fixes.isEmpty, "the example does not show what its fix makes of it")
            return
        }
        #expect(about.fix != .none, "the description says that there is no fix")
        #expect(
            fixes.allSatisfy { $0.safety == .safe || about.fix == .unsafe }, "the description says that fixes are safe")
        #expect(try linted.fixed() == fixed)
        let again = test.run(fixed)
        #expect(again.errors == [])
        #expect(again.findings.compactMap(\.fix).isEmpty, "the fix leaves something to fix")
        #expect(try again.fixed() == fixed)
        let windows = test.run(test.example.text.replacing("\n", with: "\r\n"))
        #expect(try windows.fixed() == fixed.replacing("\n", with: "\r\n"))
    }

    @Test(arguments: ExampleCase.all.filter { $0.takes(.multiByteComment) })
    func isFoundBehindAComment(_ test: ExampleCase) {
        let comment = "# schön 日本 🚀\n"
        let linted = test.run(comment + test.example.text)
        let length = comment.utf8.count
        #expect(linted.summary == expected(test.example) { $0.lowerBound + length..<$0.upperBound + length })
    }

    @Test(arguments: ExampleCase.all.filter { $0.takes(.carriageReturns) })
    func isFoundWithCarriageReturns(_ test: ExampleCase) {
        let text = test.example.text
        let linted = test.run(text.replacing("\n", with: "\r\n"))
        let breaks = text.utf8.enumerated().filter { $0.element == 0x0A }.map(\.offset)
        func moved(_ offset: Int) -> Int { offset + breaks.filter { $0 < offset }.count }
        #expect(linted.summary == expected(test.example) { moved($0.lowerBound)..<moved($0.upperBound) })
    }

    @Test(arguments: ExampleCase.all.filter { $0.takes(.extends) }) func isFoundByExtends(_ test: ExampleCase) {
        check(test, byAnchor: false)
    }

    @Test(arguments: ExampleCase.all.filter { $0.takes(.anchor) }) func isFoundByAnchor(_ test: ExampleCase) {
        check(test, byAnchor: true)
    }

    private func check(_ test: ExampleCase, byAnchor: Bool) {
        guard let inherited = InheritedJobs(test.example.text, byAnchor: byAnchor) else { return }
        let linted = test.run(inherited.text)
        #expect(linted.errors == [])
        // What is at the name of a job is at the name of the new job.
        let isAtName = test.example.marks.contains { inherited.names.contains($0) }
        if isAtName {
            #expect(linted.findings.map(\.message).sorted() == test.example.messages.sorted())
        } else {
            #expect(linted.summary == expected(test.example, moved: inherited.moved))
        }
    }

    @Test(arguments: ExampleCase.all.filter { $0.example.isBad && $0.takes(.silenced) })
    func isSilencedByAComment(_ test: ExampleCase) {
        let text = test.example.text
        let whole = "# buildkit-ci:allow-file[\(test.id)] tested\n" + text
        #expect(test.run(whole).findings.filter { !$0.isAboutAnotherFile }.map(\.message) == [])

        // A comment above each line; where that is no comment but text, the file form is all there is.
        let file = SourceFile(name: "a.yml", text: text)
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let found = Set(test.example.marks.map { file.position(at: $0.lowerBound).line })
        for number in found.sorted(by: >) {
            let indent = lines[number - 1].prefix { $0 == " " }
            lines.insert("\(indent)# buildkit-ci:allow[\(test.id)] tested", at: number - 1)
        }
        let linted = test.run(lines.joined(separator: "\n"))
        guard linted.report.isValid, linted.findings.count != test.example.marks.count else { return }
        #expect(linted.findings.filter { !$0.isAboutAnotherFile }.map(\.message) == [])
    }
}

extension Diagnostic {
    /// Findings in a Dockerfile are silenced there.
    fileprivate var isAboutAnotherFile: Bool { primary.file.name != ".gitlab-ci.yml" }
}
