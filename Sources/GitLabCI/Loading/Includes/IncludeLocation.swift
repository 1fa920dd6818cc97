import Diagnostics

/// One entry of `include`, as a map of its keys.
struct IncludeLocation {
    var parameters: ConfigMapping
    /// The entry itself.
    var span: SourceSpan

    /// A text parameter that is not empty.
    func text(_ key: String) -> String? { parameters[key]?.string }

    func spanOf(_ key: String) -> SourceSpan { parameters[key]?.span ?? span }

    func replacing(_ key: String, _ value: ConfigValue) -> IncludeLocation {
        var copy = self
        copy.parameters.set(.init(key: .string(key), keySpan: parameters.entry(key)?.keySpan ?? span, value: value))
        return copy
    }
}

/// Whether GitLab takes a text for an address, by its scheme.
enum RemoteAddress {
    static func isValid(_ text: String) -> Bool {
        let trimmed = text.drop(while: \.isWhitespace)
        return ["http:", "https:", "ssh:", "git:"].contains { trimmed.hasPrefix($0) }
    }
}
