package import YAMLTree

/// A secret of the build: the id by which the Dockerfile mounts it, and where the value comes from.
package struct SecretSource: Equatable, Sendable {
    package enum Origin: Equatable, Sendable {
        /// The value of an environment variable, by its name.
        case variable(String)
        /// A file; may hold variables, as `$KEY` of a File-type CI/CD variable.
        case file(String)
    }

    package let id: String
    package let origin: Origin

    package init(id: String, origin: Origin) {
        self.id = id
        self.origin = origin
    }
}

extension SecretSource: RequestValue {
    package static var shape: RequestShape { .words("a map with id, and env or src") }

    private struct Fields: RequestGroup {
        var id: String?
        var env: String?
        var src: String?

        static let keys: [RequestKey<Fields>] = [
            RequestKey("id", \.id, "the id in the Dockerfile"),
            RequestKey("env", \.env, "the name of the variable"),
            RequestKey("src", \.src, "the file"),
        ]
    }

    package static func read(_ node: YAMLNode.ID, _ reader: inout RequestReader) -> SecretSource? {
        guard !reader.isScalar(node) else {
            reader.refuse(node, expected: shape)
            return nil
        }
        let before = reader.diagnostics.count
        guard let fields = Fields.read(node, &reader), reader.diagnostics.count == before else { return nil }
        switch (fields.id, fields.env, fields.src) {
        case (let id?, let env?, nil): return SecretSource(id: id, origin: .variable(env))
        case (let id?, nil, let src?): return SecretSource(id: id, origin: .file(src))
        case (nil, _, _): reader.report("a secret has no id; write id: and the id in the Dockerfile", at: node)
        case (_, nil, nil):
            reader.report("a secret has no source; write env: and a variable's name, or src: and a file", at: node)
        default: reader.report("a secret has both env and src; leave one out", at: node)
        }
        return nil
    }

    package var written: YAMLValue {
        switch origin {
        case .variable(let name): .mapping([.init("id", id), .init("env", name)])
        case .file(let path): .mapping([.init("id", id), .init("src", path)])
        }
    }
}
