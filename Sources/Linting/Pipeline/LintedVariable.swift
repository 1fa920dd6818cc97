package import Diagnostics
import GitLabCI

/// A variable that the file sets, with its place.
package struct LintedVariable {
    package enum Origin: Sendable {
        /// `variables` at the top.
        case pipeline
        case job
    }

    package let name: String
    /// The value as text; references in it are not replaced.
    package let value: String
    package let keySpan: SourceSpan
    package let valueSpan: SourceSpan
    package let origin: Origin
    /// Whether references in the value stay as they are (`expand: false`).
    package let isRaw: Bool

    static func all(in value: ConfigValue?, origin: Origin) -> [LintedVariable] {
        (value?.mapping?.entries ?? []).map { entry in
            let inner = entry.value.mapping.map { $0["value"] } ?? entry.value
            return LintedVariable(
                name: entry.name, value: inner.map(ConfigText.of) ?? "", keySpan: entry.keySpan,
                valueSpan: (inner ?? entry.value).span, origin: origin,
                isRaw: entry.value.mapping?["expand"]?.bool == false)
        }
    }
}

/// Values as the text that they become in a variable.
enum ConfigText {
    static func of(_ value: ConfigValue) -> String {
        switch value.content {
        case .string(let text), .bigInteger(let text): text
        case .integer(let number): String(number)
        case .float(let number): String(number)
        case .bool(let bool): String(bool)
        case .null, .sequence, .mapping, .reference: ""
        }
    }
}
