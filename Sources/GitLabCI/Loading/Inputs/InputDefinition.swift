import Diagnostics

/// An input of a file, as its header defines it.
struct InputDefinition {
    enum Kind: String {
        case array
        case boolean
        case number
        case string
    }

    let name: String
    let nameSpan: SourceSpan
    let kind: Kind
    private let attributes: ConfigMapping

    /// - Returns: nil when the definition is no map, or its type is none that GitLab knows.
    init?(_ entry: ConfigMapping.Entry) {
        guard entry.value.isNull || entry.value.isMapping else { return nil }
        let attributes = entry.value.mapping ?? ConfigMapping()
        if let type = attributes["type"] {
            guard let kind = type.string.flatMap(Kind.init) else { return nil }
            self.kind = kind
        } else {
            kind = .string
        }
        name = entry.name
        nameSpan = entry.keySpan
        self.attributes = attributes
    }

    /// Null counts as a default.
    var defaultValue: ConfigValue? { attributes["default"] }
    /// A map, which only the files of `spec:include` can smuggle in, has no usable option.
    var options: [ConfigValue]? { attributes["options"].flatMap { $0.sequence ?? ($0.isMapping ? [] : nil) } }
    /// What users are told of it; empty when nothing.
    var description: String { attributes["description"].map { $0.isNull ? "" : RubyText.string($0) } ?? "" }
    var regex: ConfigValue? { attributes["regex"] }
    var rules: [ConfigMapping]? { attributes["rules"]?.sequence?.compactMap(\.mapping) }

    /// A value of the right type, one of the options where there are some.
    var standIn: ConfigValue {
        if let option = options?.first { return option }
        return switch kind {
        case .array: ConfigValue(.sequence([]), at: nameSpan)
        case .boolean: ConfigValue(.bool(true), at: nameSpan)
        case .number: ConfigValue(.integer(1), at: nameSpan)
        case .string: ConfigValue(.string(name), at: nameSpan)
        }
    }

    var isRequired: Bool { defaultValue == nil && !(rules ?? []).contains { $0.contains("default") } }
}
