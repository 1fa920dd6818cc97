/// A rule for a value, and when it does not apply.
package final class Check: Sendable {
    package enum Skip: Sendable {
        case never
        /// Not for a null or absent value.
        case null
        /// Not for what Rails calls blank.
        case blank
    }

    package let rule: Rule
    package let skip: Skip
    /// Asked with the map that holds the key (or with the value itself for checks of a whole value).
    let condition: (@Sendable (ConfigValue) -> Bool)?

    package init(_ rule: Rule, unless skip: Skip = .never, if condition: (@Sendable (ConfigValue) -> Bool)? = nil) {
        self.rule = rule
        self.skip = skip
        self.condition = condition
    }
}

extension Check {
    /// The usual form for optional keys.
    static func optional(_ rule: Rule, if condition: (@Sendable (ConfigValue) -> Bool)? = nil) -> Check {
        Check(rule, unless: .null, if: condition)
    }

    static func always(_ rule: Rule, if condition: (@Sendable (ConfigValue) -> Bool)? = nil) -> Check {
        Check(rule, if: condition)
    }

    static let optionalText = optional(.kind(.text))
    static let present = always(.present())
}
