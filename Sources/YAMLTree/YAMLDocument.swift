package import Diagnostics

/// One YAML document: its nodes in the order of the text, and what was noticed while they were read.
package struct YAMLDocument: Sendable {
    package let file: SourceFile
    /// The stretch of the file that was parsed.
    package let range: Range<Int>
    package internal(set) var nodes: [YAMLNode] = []
    /// Nil for an empty document.
    package internal(set) var root: YAMLNode.ID?
    /// The nodes with an anchor, in the order of the text.
    package internal(set) var anchored: [YAMLNode.ID] = []
    /// What aliases stand for.
    package internal(set) var aliased: Set<YAMLNode.ID> = []
    /// In the order of the second place of each; a thousand at most.
    package internal(set) var duplicateKeys: [DuplicateKey] = []
    /// Whether something is nested deeper than the parser's limit; it was left out.
    package internal(set) var isTooDeep = false

    init(file: SourceFile, range: Range<Int>) {
        self.file = file
        self.range = range
    }

    package subscript(id: YAMLNode.ID) -> YAMLNode { nodes[Int(id.index)] }

    package func span(of id: YAMLNode.ID) -> SourceSpan {
        let node = self[id]
        return SourceSpan(file: file, start: Int(node.start), end: Int(node.end))
    }

    /// The node itself, or what it stands for if it is an alias; nil for an alias without an anchor.
    package func resolved(_ id: YAMLNode.ID) -> YAMLNode.ID? {
        guard case .alias(_, let target) = self[id].content else { return id }
        return target
    }

    /// The value that counts for a text key of a mapping: the last one. Merge keys are not followed.
    package func value(of key: String, in mapping: YAMLNode.ID) -> YAMLNode.ID? {
        guard let id = resolved(mapping), case .mapping(let pairs) = self[id].content else { return nil }
        for pair in pairs.reversed() {
            if case .scalar(let text, _) = self[pair.key].content, text == key { return pair.value }
        }
        return nil
    }
}
