import CLibYAML
package import Diagnostics

/// Reads YAML with libyaml (YAML 1.1), keeping the start and the end of every node.
package enum YAMLParser {
    /// GitLab refuses what is nested more than 100 deep; beyond this limit nothing is kept, so that neither we nor our
    /// users run out of stack.
    package static let depthLimit = 512

    /// How many duplicate keys of a document are noted; nobody reads more.
    static let duplicateLimit = 1000

    /// Where reading stops altogether.
    static let nestingLimit = 4096

    /// Reads the first document of a stretch of a file, as Psych's `safe_load` does: what follows it is not looked at.
    ///
    /// - Parameter range: must be valid UTF-8 (see `UTF8Check`); the whole file when nil.
    /// - Throws: when the text up to the end of the first document is not YAML.
    package static func parseFirstDocument(
        of file: SourceFile, range: Range<Int>? = nil
    ) throws(YAMLSyntaxError) -> YAMLDocument {
        let range = (range ?? 0..<file.bytes.count).clamped(to: 0..<file.bytes.count)
        return try withComposer(file, range) { (composer) throws(YAMLSyntaxError) in
            try composer.nextDocument() ?? YAMLDocument(file: file, range: range)
        }
    }

    /// Reads all documents of a file.
    ///
    /// - Throws: when any of them is not YAML.
    package static func parseAllDocuments(of file: SourceFile) throws(YAMLSyntaxError) -> [YAMLDocument] {
        try withComposer(file, 0..<file.bytes.count) { (composer) throws(YAMLSyntaxError) in
            var documents: [YAMLDocument] = []
            while let document = try composer.nextDocument() { documents.append(document) }
            return documents
        }
    }

    private static func withComposer<T>(
        _ file: SourceFile, _ range: Range<Int>, _ body: (inout YAMLComposer) throws(YAMLSyntaxError) -> T
    ) throws(YAMLSyntaxError) -> T {
        let result = file.bytes.withUnsafeBufferPointer { whole -> Result<T, YAMLSyntaxError> in
            var composer = YAMLComposer(file: file, range: range, bytes: UnsafeBufferPointer(rebasing: whole[range]))
            return Result { () throws(YAMLSyntaxError) in try body(&composer) }
        }
        return try result.get()
    }
}
