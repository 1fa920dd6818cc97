import Diagnostics
import Testing

@testable import GitLabCI

struct YAMLSyntaxExplanationTests {
    @Test(arguments: [
        ("job:\n\tscript: x\n", 2, 1, "a tab stands where only spaces may indent"),
        ("job:\n  script: @x\n", 2, 11, "\"@\" cannot begin a value"),
        ("a: b: c\n", 1, 5, "a \":\" followed by a space makes a key, and no key can stand here"),
        ("job:\n  script: - a\n", 2, 11, "a list cannot begin on the line of its key"),
        ("a: \"x\n", 1, 4, "a quote is opened here and never closed"),
        ("a: [b\n", 2, 1, "a list in brackets is not closed, or misses a comma"),
        ("a: {b: c d: e}\n", 1, 11, "a map in braces is not closed, or misses a comma"),
        ("job:\n  script: a\n image: x\n", 3, 2, "this is no key of the map that it is indented like"),
        ("a:\n  - b\n  c\n", 3, 3, "a line is neither a key with a \":\" nor an entry with a \"- \""),
        ("a:\n  - b\n  c: d\n", 3, 3, "this is no entry of the list that it is indented like"),
    ])
    func `syntax errors are explained, with GitLab's words beside`(
        text: String, line: Int, column: Int, message: String
    ) {
        let report = PipelineLoader(LoadingEnvironment(files: MemoryProject()))
            .load(SourceFile(name: "ci.yml", text: text))
        #expect(report.diagnostics.map(\.message) == [message])
        #expect(report.diagnostics.map { $0.primary.startPosition } == [SourcePosition(line: line, column: column)])
        #expect(report.diagnostics.allSatisfy { $0.help != nil && $0.gitlabMessage == report.errors.first })
        #expect(report.errors.first?.hasPrefix("(<unknown>): ") == true)
    }
}
