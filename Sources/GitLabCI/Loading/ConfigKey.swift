/// The key of a map. Nearly all are text; the others are kept apart because GitLab refuses some of them and writes them
/// its own way in messages (`12:` and `"12":` are two keys).
package enum ConfigKey: Hashable, Sendable {
    case string(String)
    case integer(Int)
    case float(Double)
    case bool(Bool)
    case null
    /// Anything else (a list, a map, a huge integer), by the text that Ruby shows for it.
    case other(String)

    /// The key that a value makes.
    init(_ value: ConfigValue) {
        switch value.content {
        case .string(let text): self = .string(text)
        case .integer(let number): self = .integer(number)
        case .float(let number): self = .float(number)
        case .bool(let value): self = .bool(value)
        case .null: self = .null
        case .bigInteger, .sequence, .mapping, .reference: self = .other(RubyText.inspect(value))
        }
    }

    /// The key as GitLab's messages write it (Ruby's `to_s`): a null key is empty.
    package var text: String {
        switch self {
        case .string(let text), .other(let text): text
        case .integer(let number): String(number)
        case .float(let number): RubyText.float(number)
        case .bool(let value): value ? "true" : "false"
        case .null: ""
        }
    }

    /// The text of a text key, and nil for every other.
    package var string: String? { if case .string(let text) = self { text } else { nil } }
    package var isString: Bool { if case .string = self { true } else { false } }

    func isAny(of texts: [String]) -> Bool { texts.contains(where: isText) }

    /// Whether the key is this text. Their lengths tell most apart, at less cost than a comparison.
    func isText(_ text: String) -> Bool {
        if case .string(let own) = self { own.utf8.count == text.utf8.count && own == text } else { false }
    }
}
