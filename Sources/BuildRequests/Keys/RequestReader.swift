package import Diagnostics
package import YAMLTree

/// Reads the nodes of a request file, and collects what is wrong with them.
package struct RequestReader {
    private let document: YAMLDocument
    package private(set) var diagnostics: [Diagnostic] = []
    /// Where each value stands, by its path such as `images[0].cache.type`.
    package private(set) var places: [String: SourceSpan] = [:]
    private var path = ""

    /// A key of a map with its value.
    package struct Pair {
        package let name: String
        let key: YAMLNode.ID
        package let value: YAMLNode.ID
    }

    init(_ document: YAMLDocument) { self.document = document }

    var isAtRoot: Bool { path.isEmpty }

    /// Reads what lies within a value.
    ///
    /// - Parameter part: what is added to the path: a name, `.name` or `[0]`.
    package mutating func inside(_ part: String, at node: YAMLNode.ID, _ body: (inout RequestReader) -> Void) {
        let outer = path
        path += part
        places[path] = document.span(of: node)
        body(&self)
        path = outer
    }

    package mutating func report(_ message: String, at node: YAMLNode.ID, help: String? = nil) {
        diagnostics.append(
            Diagnostic(
                id: RequestFile.diagnosticID, severity: .error, message: message, at: document.span(of: node),
                help: help))
    }

    /// Reports a value that is not what its key takes.
    package mutating func refuse(_ node: YAMLNode.ID, expected: RequestShape, candidates: [String] = []) {
        let subject = path.isEmpty ? "the file" : "\"\(path)\""
        let value = document.resolved(node).map { document[$0].content }
        let found =
            switch value {
            case .scalar("", .plain): "has no value"
            case .scalar(let text, _): "is \"\(text)\""
            case .sequence: "is a list"
            case .mapping: "is a map"
            case .alias, nil: "is an alias without an anchor"
            }
        var meant = ""
        if case .scalar(let text, _) = value, let word = Suggestion.nearest(to: text, among: candidates) {
            meant = "; did you mean \"\(word)\"?"
        }
        report("\(subject) \(found), but must be \(expected.description)\(meant)", at: node)
    }

    /// Reports a key that does not exist.
    package mutating func refuse(key pair: Pair, known: [String]) {
        let place = path.isEmpty ? "" : " in \"\(path)\""
        let instead =
            if pair.name == "<<" {
                "merge keys are not understood; put what images share under defaults"
            } else if let word = Suggestion.nearest(to: pair.name, among: known) {
                "did you mean \"\(word)\"?"
            } else {
                "write one of " + known.joined(separator: ", ")
            }
        report("the key \"\(pair.name)\" is unknown\(place); \(instead)", at: pair.key)
    }

    /// The text of a scalar as it stands in the file: `1.10` stays `1.10`. Nothing for no value, for lists and for maps,
    /// which is reported.
    package mutating func scalar(_ node: YAMLNode.ID, expected: RequestShape) -> String? {
        guard let id = document.resolved(node), case .scalar(let text, let style) = document[id].content,
            style != .plain || !text.isEmpty
        else {
            refuse(node, expected: expected)
            return nil
        }
        return text
    }

    package func isScalar(_ node: YAMLNode.ID) -> Bool {
        guard let id = document.resolved(node), case .scalar = document[id].content else { return false }
        return true
    }

    /// Whether nothing stands where a list should; that is reported.
    package mutating func isEmpty(_ node: YAMLNode.ID) -> Bool {
        guard let id = document.resolved(node), case .scalar("", .plain) = document[id].content else { return false }
        report("\"\(path)\" has no value; write a list, or leave the key out", at: node)
        return true
    }

    /// The items of a list; nothing for anything else.
    package func items(_ node: YAMLNode.ID) -> [YAMLNode.ID]? {
        guard let id = document.resolved(node), case .sequence(let items) = document[id].content else { return nil }
        return items
    }

    /// The keys and values of a map; anything else is reported.
    package mutating func pairs(_ node: YAMLNode.ID, expected: RequestShape) -> [Pair]? {
        guard let id = document.resolved(node), case .mapping(let pairs) = document[id].content else {
            refuse(node, expected: expected)
            return nil
        }
        var result: [Pair] = []
        for pair in pairs {
            guard let key = document.resolved(pair.key), case .scalar(let name, _) = document[key].content else {
                report("a key is a list or a map; write a name", at: pair.key)
                continue
            }
            result.append(Pair(name: name, key: pair.key, value: pair.value))
        }
        return result
    }
}
