import Diagnostics
import Testing
import YAMLTree

struct YAMLParserTests {
    /// Every node as `kind|text of its span`, in the order of the text.
    private func outline(_ text: String) throws -> [String] {
        let file = SourceFile(name: "test", text: text)
        let document = try YAMLParser.parseFirstDocument(of: file)
        return document.nodes.indices.map { index in
            let node = document.nodes[index]
            let span = SourceSpan(file: file, start: Int(node.start), end: Int(node.end)).text
            switch node.content {
            case .scalar(let value, _): return "scalar \(value)|\(span)"
            case .sequence(let items): return "sequence \(items.count)|\(span)"
            case .mapping(let pairs): return "mapping \(pairs.count)|\(span)"
            case .alias(let name, let target): return "alias \(name) \(target == nil ? "?" : "!")|\(span)"
            }
        }
    }

    @Test func blockCollectionsEndWithTheirLastChild() throws {
        let nodes = try outline("a:\n  - x\n  - y\n\n# comment\nb: z\n")
        #expect(
            nodes == [
                "mapping 2|a:\n  - x\n  - y\n\n# comment\nb: z", "scalar a|a", "sequence 2|- x\n  - y", "scalar x|x",
                "scalar y|y", "scalar b|b", "scalar z|z",
            ])
    }

    @Test func flowCollectionsEndAtTheirBracket() throws {
        #expect(
            try outline("a: [x, {y: z} ] # c\n") == [
                "mapping 1|a: [x, {y: z} ]", "scalar a|a", "sequence 2|[x, {y: z} ]", "scalar x|x",
                "mapping 1|{y: z}", "scalar y|y", "scalar z|z",
            ])
    }

    @Test func blockScalarsEndAtTheirLastLine() throws {
        #expect(
            try outline("a: |\n  x\n  y\n\n\nb: 1") == [
                "mapping 2|a: |\n  x\n  y\n\n\nb: 1", "scalar a|a", "scalar x\ny\n|||\n  x\n  y".replacingBars(),
                "scalar b|b",
                "scalar 1|1",
            ])
    }

    @Test func spansCountBytesAfterWideCharacters() throws {
        #expect(
            try outline("é😀: \"ä\"\r\nnext: 'ö'\r\n") == [
                "mapping 2|é😀: \"ä\"\r\nnext: 'ö'", "scalar é😀|é😀", "scalar ä|\"ä\"", "scalar next|next",
                "scalar ö|'ö'",
            ])
    }

    @Test func aliasesKeepTheirOwnPlace() throws {
        #expect(
            try outline("a: &x {b: 1}\nc: *x\nd: *y\n") == [
                "mapping 3|a: &x {b: 1}\nc: *x\nd: *y", "scalar a|a", "mapping 1|&x {b: 1}", "scalar b|b", "scalar 1|1",
                "scalar c|c", "alias x !|*x", "scalar d|d", "alias y ?|*y",
            ])
    }

    @Test func emptyValuesStandBehindTheirKey() throws {
        #expect(
            try outline("a:\nb: 1\n") == ["mapping 2|a:\nb: 1", "scalar a|a", "scalar |", "scalar b|b", "scalar 1|1"])
    }

    @Test func tagsAreKeptInFull() throws {
        let file = SourceFile(name: "test", text: "a: !reference [x]\nb: !!str 5\n")
        let document = try YAMLParser.parseFirstDocument(of: file)
        #expect(document.nodes.compactMap(\.tag) == ["!reference", "tag:yaml.org,2002:str"])
    }

    @Test func duplicateKeysAreReportedWithBothPlaces() throws {
        let file = SourceFile(name: "test", text: "a: 1\nb: {c: 1, c: 2}\na: 2\n<<: {}\n<<: {}\n")
        let document = try YAMLParser.parseFirstDocument(of: file)
        #expect(document.duplicateKeys.map(\.key) == ["c", "a"])
        #expect(
            document.duplicateKeys.map { "\($0.first.startPosition) \($0.again.startPosition)" } == [
                "2:5 2:11", "1:1 3:1",
            ])
        #expect(document.root.flatMap { document.value(of: "a", in: $0) }.map { document.span(of: $0).start } == 24)
    }

    @Test func severalDocumentsAreReadOneByOne() throws {
        let file = SourceFile(name: "test", text: "a: 1\n---\n[x]\n...\n---\n")
        #expect(try YAMLParser.parseAllDocuments(of: file).count == 3)
        // The first is read without a look at the others.
        let broken = SourceFile(name: "test", text: "a: 1\n--- [\n")
        #expect(try YAMLParser.parseFirstDocument(of: broken).nodes.count == 3)
        #expect(throws: YAMLSyntaxError.self) { try YAMLParser.parseAllDocuments(of: broken) }
    }

    @Test func partsOfAFileKeepTheirOffsets() throws {
        let file = SourceFile(name: "test", text: "ä: 1\n---\nb: 2\n")
        let document = try YAMLParser.parseFirstDocument(of: file, range: 10..<file.bytes.count)
        #expect(document.root.map { document.span(of: $0).text } == "b: 2")
    }

    @Test func deepNestingIsCutOff() throws {
        let depth = 3000
        let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        let document = try YAMLParser.parseFirstDocument(of: SourceFile(name: "test", text: text))
        #expect(document.isTooDeep)
        #expect(document.nodes.count == YAMLParser.depthLimit + 1)
        // libyaml would need minutes for this one.
        let file = SourceFile(name: "test", text: String(repeating: "[", count: 2_000_000))
        let error = try #require(throws: YAMLSyntaxError.self) { try YAMLParser.parseFirstDocument(of: file) }
        #expect(error.isNestingLimit)
    }
}

extension String {
    /// `|||` stands for a bar between two texts and the bar of a block scalar.
    fileprivate func replacingBars() -> String {
        let parts = split(separator: "|||", maxSplits: 1).map(String.init)
        return parts.joined(separator: "||")
    }
}
