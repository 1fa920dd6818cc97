import Diagnostics
import Testing

struct LineIndexTests {
    @Test func countsLinesAndScalars() {
        let file = SourceFile(name: "a", text: "a\r\nbä😀c\rd\n")
        #expect(file.lines.count == 4)
        #expect(file.position(at: 0) == SourcePosition(line: 1, column: 1))
        #expect(file.position(at: 3) == SourcePosition(line: 2, column: 1))
        // "bä😀" has seven bytes and three scalars.
        #expect(file.position(at: 10) == SourcePosition(line: 2, column: 4))
        #expect(file.position(at: 12) == SourcePosition(line: 3, column: 1))
        #expect(file.position(at: 99) == SourcePosition(line: 4, column: 1))
        #expect(file.line(2) == "bä😀c")
        #expect(file.line(1) == "a")
        #expect(file.line(4) == "")
        #expect(file.line(5) == "")
    }

    @Test func offsetsAndPositionsAreInverse() {
        let file = SourceFile(name: "a", text: "\u{FEFF}key: ä\nnext: 😀 x\n")
        for offset in [3, 4, 8, 11, 12, 17, 21, 23] {
            let position = file.position(at: offset)
            #expect(file.lines.offset(of: position, in: file.bytes) == offset, "\(offset) \(position)")
        }
        #expect(file.position(at: 3) == SourcePosition(line: 1, column: 1))
    }

    @Test func spansAreCutToTheFile() {
        let file = SourceFile(name: "a", text: "abc")
        let span = SourceSpan(file: file, start: 2, end: 10)
        #expect(span.range == 2..<3)
        #expect(span.text == "c")
        #expect(SourceSpan(file: file, start: 2, end: 1).range == 2..<2)
        #expect(span.description == "a:1:3")
    }
}
