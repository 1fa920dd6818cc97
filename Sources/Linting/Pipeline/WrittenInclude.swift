package import Diagnostics
import YAMLTree

/// One entry of `include` as it is written; the merged configuration has them no more.
package struct WrittenInclude {
    package struct Field {
        package let text: String
        package let span: SourceSpan
    }

    /// The keys of the entry that hold plain text: `remote`, `component`, `project`, `ref`, `integrity`…
    private let fields: [String: Field]

    package subscript(key: String) -> Field? { fields[key] }

    /// The entries in the top-level `include` of a document.
    static func all(in document: YAMLDocument) -> [WrittenInclude] {
        guard let root = document.root, let value = document.value(of: "include", in: root).flatMap(document.resolved)
        else { return [] }
        guard case .sequence(let members) = document[value].content else {
            return [WrittenInclude(value, in: document)].compactMap(\.self)
        }
        return members.compactMap(document.resolved).compactMap { WrittenInclude($0, in: document) }
    }

    /// Text alone is an address or the path of a file (https://docs.gitlab.com/ci/yaml/#include).
    private init?(_ id: YAMLNode.ID, in document: YAMLDocument) {
        switch document[id].content {
        case .scalar(let text, _):
            let isAddress = text.hasPrefix("http://") || text.hasPrefix("https://")
            fields = [isAddress ? "remote" : "local": Field(text: text, span: document.span(of: id))]
        case .mapping(let pairs):
            var fields: [String: Field] = [:]
            for pair in pairs {
                guard case .scalar(let key, _) = document[pair.key].content, let value = document.resolved(pair.value),
                    case .scalar(let text, _) = document[value].content
                else { continue }
                fields[key] = Field(text: text, span: document.span(of: value))
            }
            self.fields = fields
        default: return nil
        }
    }
}

extension LintedPipeline {
    /// The entries of `include` in all files that were read.
    var includes: [WrittenInclude] { documents.flatMap(WrittenInclude.all) }
}
