package import Diagnostics

/// A value of the configuration as the checks see it: documents loaded, includes and `extends` merged, `!reference`
/// resolved. It is immutable, cheap to copy, and knows where it was written.
///
/// Values never contain themselves and are nested at most a few hundred levels deep, so that recursion over them is
/// safe: the loader turns down everything else, as GitLab does.
package struct ConfigValue: Sendable {
    package enum Content: Sendable {
        case null
        case bool(Bool)
        case integer(Int)
        /// An integer that does not fit into 64 bits, in decimal notation.
        case bigInteger(String)
        case float(Double)
        /// Text. A Ruby symbol (`:name` in the YAML) counts as text for GitLab and is one here, without its colon.
        case string(String)
        case sequence([ConfigValue])
        case mapping(ConfigMapping)
        /// A `!reference` tag and what it is set on, before it is resolved. Checks never see it.
        indirect case reference(ConfigValue)
    }

    /// Values are copied far more often than made: so a copy counts one reference, and not those of all three parts.
    private final class Storage: Sendable {
        let content: Content
        let span: SourceSpan
        let provenance: Provenance?

        init(_ content: Content, _ span: SourceSpan, _ provenance: Provenance?) {
            self.content = content
            self.span = span
            self.provenance = provenance
        }
    }

    private let storage: Storage

    package var content: Content { storage.content }
    /// Where the value stands; for a value that was merged or referenced, the place that it came from.
    package var span: SourceSpan { storage.span }
    /// The detour by which the value came to its place, if it was not written there.
    package var provenance: Provenance? { storage.provenance }

    package init(_ content: Content, at span: SourceSpan, via provenance: Provenance? = nil) {
        storage = Storage(content, span, provenance)
    }
}

extension ConfigValue {
    package var isNull: Bool { if case .null = content { true } else { false } }
    package var bool: Bool? { if case .bool(let value) = content { value } else { nil } }
    package var integer: Int? { if case .integer(let value) = content { value } else { nil } }
    package var float: Double? { if case .float(let value) = content { value } else { nil } }
    package var string: String? { if case .string(let value) = content { value } else { nil } }
    package var sequence: [ConfigValue]? { if case .sequence(let value) = content { value } else { nil } }
    package var mapping: ConfigMapping? { if case .mapping(let value) = content { value } else { nil } }
    package var isString: Bool { if case .string = content { true } else { false } }
    package var isSequence: Bool { if case .sequence = content { true } else { false } }
    package var isMapping: Bool { if case .mapping = content { true } else { false } }
    package var isBool: Bool { if case .bool = content { true } else { false } }

    /// An integer of any size.
    package var isInteger: Bool {
        switch content {
        case .integer, .bigInteger: true
        default: false
        }
    }

    /// An integer of any size, or a float.
    package var isNumeric: Bool { if case .float = content { true } else { isInteger } }

    /// What Ruby on Rails calls blank: null, false, an empty or all-space text, an empty list or map.
    package var isBlank: Bool {
        switch content {
        case .null, .bool(false): true
        case .string(let text): text.unicodeScalars.allSatisfy { $0.properties.isWhitespace }
        case .sequence(let items): items.isEmpty
        case .mapping(let mapping): mapping.isEmpty
        case .bool, .integer, .bigInteger, .float, .reference: false
        }
    }

    /// The value under a text key, if this is a map that has it.
    package subscript(_ key: String) -> ConfigValue? { mapping?[key] }

    /// The members of a list, those of lists in it in their place, as GitLab reads scripts and lists of rules; a value alone
    /// is its own list.
    package var flattened: [ConfigValue] {
        guard let members = sequence else { return [self] }
        guard members.contains(where: \.isSequence) else { return members }
        return members.flatMap(\.flattened)
    }

    /// The same content at the same place, having come by another detour.
    package func via(_ provenance: Provenance?) -> ConfigValue {
        ConfigValue(content, at: span, via: provenance)
    }

    /// Another content at the same place.
    package func replacing(_ content: Content) -> ConfigValue {
        ConfigValue(content, at: span, via: provenance)
    }
}

extension ConfigValue: Equatable {
    /// Values are equal when their content is, wherever they stand. Maps are compared without regard to order.
    package static func == (a: ConfigValue, b: ConfigValue) -> Bool {
        switch (a.content, b.content) {
        case (.null, .null): true
        case (.bool(let a), .bool(let b)): a == b
        case (.integer(let a), .integer(let b)): a == b
        case (.bigInteger(let a), .bigInteger(let b)): a == b
        case (.float(let a), .float(let b)): a == b
        case (.integer(let a), .float(let b)): Double(a) == b
        case (.float(let a), .integer(let b)): a == Double(b)
        case (.string(let a), .string(let b)): a == b
        case (.sequence(let a), .sequence(let b)): a == b
        case (.mapping(let a), .mapping(let b)): a == b
        case (.reference(let a), .reference(let b)): a == b
        default: false
        }
    }
}
