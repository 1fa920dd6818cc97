import Diagnostics
import Testing

struct TextEditTests {
    private let file = SourceFile(name: "a", text: "one two three")

    private func edit(_ range: Range<Int>, _ text: String) -> TextEdit {
        TextEdit(SourceSpan(file: file, range: range), text)
    }

    private func text(_ edits: [TextEdit]) throws -> String {
        String(decoding: try edits.applied(to: file), as: UTF8.self)
    }

    @Test func replacesInsertsAndDeletes() throws {
        #expect(try text([edit(8..<13, "3"), edit(0..<3, "1"), edit(4..<4, "and ")]) == "1 and two 3")
        #expect(try text([edit(3..<7, "")]) == "one three")
        #expect(try text([]) == "one two three")
    }

    @Test func keepsTheOrderOfInsertionsAtOnePlace() throws {
        #expect(try text([edit(0..<0, "b"), edit(0..<0, "a")]) == "baone two three")
    }

    @Test func appliesADoubledEditOnce() throws {
        #expect(try text([edit(0..<3, "1"), edit(0..<3, "1")]) == "1 two three")
    }

    @Test func leavesOtherFilesAlone() throws {
        let other = SourceFile(name: "b", text: "one")
        let edits = [TextEdit(SourceSpan(file: other, start: 0, end: 3), "x")]
        #expect(try text(edits) == "one two three")
    }

    @Test func refusesOverlaps() {
        let edits = [edit(0..<5, "x"), edit(4..<7, "y")]
        #expect(throws: TextEditError.overlapping(edits[0], edits[1])) { try text(edits) }
    }
}
