import Diagnostics
import YAMLTree

/// A file as GitLab takes it: an optional header with the specification of inputs, and the configuration itself.
struct ConfigDocuments {
    /// The document with `spec:`; only when another document follows it.
    let header: ConfigMapping?
    let content: ConfigMapping
    /// The stretch of the file that holds the content.
    let contentRange: Range<Int>

    /// - Throws: as GitLab does for the first document that cannot be loaded.
    init(_ file: SourceFile, notes: inout LoadingNotes) throws(LoadingError) {
        try Self.checkEncoding(file)
        var documents: [LoadedDocument] = []
        for range in DocumentSplitter.split(file.bytes) {
            documents.append(try LoadedDocument(file, range: range, notes: &notes))
        }
        documents.removeAll { $0.isBlank }
        var mappings: [ConfigMapping] = []
        for document in documents { mappings.append(try document.mapping()) }
        if let first = mappings.first, let last = mappings.last, mappings.count > 1, first.contains("spec") {
            header = first
            content = last
            contentRange = documents.last?.range ?? 0..<0
        } else {
            header = nil
            content = mappings.first ?? ConfigMapping()
            contentRange = documents.first?.range ?? 0..<0
            notes.diagnostics += documents.dropFirst().map(Self.ignored)
        }
    }

    private static func checkEncoding(_ file: SourceFile) throws(LoadingError) {
        guard case .invalid(let offset) = file.bytes.withUnsafeBufferPointer({ UTF8Check.check($0) }) else { return }
        throw LoadingError(
            "yaml-encoding", "invalid byte sequence in UTF-8",
            at: SourceSpan(file: file, start: offset, end: offset + 1), help: "save the file as UTF-8")
    }

    private static func ignored(_ document: LoadedDocument) -> Diagnostic {
        Diagnostic(
            id: "document-ignored", severity: .warning,
            message: "GitLab ignores this document: only the first counts when it has no \"spec\"",
            at: document.value.span.firstCharacter)
    }
}
