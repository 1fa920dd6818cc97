package import Diagnostics
import YAMLTree

/// A request file, `buildkit-ci.yml`: what it asks for, what is wrong with it, and where everything stands.
package struct RequestFile: Sendable {
    /// The name under which the file is looked for in a project.
    package static let name = "buildkit-ci.yml"
    /// The id of every finding on a request file.
    package static let diagnosticID = "build-request"

    /// What could be read; complete where nothing is wrong.
    package let request: BuildRequest
    /// In the order of the file; empty where nothing is wrong.
    package let diagnostics: [Diagnostic]
    /// Where each value stands, by its path such as `images[0].cache.type`.
    package let places: [String: SourceSpan]

    package init(_ file: SourceFile) {
        var request = BuildRequest()
        var diagnostics: [Diagnostic] = []
        var places: [String: SourceSpan] = [:]
        func report(_ message: String, at span: SourceSpan) {
            diagnostics.append(
                Diagnostic(id: Self.diagnosticID, severity: .error, message: message, at: span))
        }
        if case .invalid(let offset) = file.bytes.withUnsafeBufferPointer(UTF8Check.check) {
            report(
                "the file is not UTF-8; save it as UTF-8", at: SourceSpan(file: file, start: offset, end: offset + 1))
        } else {
            do {
                let documents = try YAMLParser.parseAllDocuments(of: file)
                if let second = documents.dropFirst().first(where: { $0.root != nil }), let root = second.root {
                    report("there is a second document; a request is one document", at: second.span(of: root))
                }
                if let document = documents.first, let root = document.root {
                    for duplicate in document.duplicateKeys {
                        report("the key \"\(duplicate.key)\" is there twice; leave one out", at: duplicate.again)
                    }
                    var reader = RequestReader(document)
                    request = BuildRequest.read(root, &reader) ?? request
                    diagnostics += reader.diagnostics
                    places = reader.places
                } else {
                    report(
                        "the file is empty; write at least \"images:\" with one image", at: SourceSpan.start(of: file))
                }
            } catch {
                report(
                    "this is not YAML: \([error.problem, error.context].compactMap(\.self).joined(separator: " "))",
                    at: error.problemSpan)
            }
        }
        self.request = request
        self.diagnostics = diagnostics.sorted(by: Diagnostic.precedes)
        self.places = places
    }
}
