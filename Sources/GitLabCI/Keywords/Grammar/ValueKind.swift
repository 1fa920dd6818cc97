/// The kinds of values that GitLab tells apart.
package enum ValueKind: String, Sendable {
    case map
    case list
    case text
    case integer
    case number
    case boolean

    func includes(_ value: ConfigValue) -> Bool {
        switch self {
        case .map: value.isMapping
        case .list: value.isSequence
        case .text: value.isString
        case .integer: value.isInteger
        case .number: value.isNumeric
        case .boolean: value.isBool
        }
    }

    /// The kind in GitLab's messages, which use Ruby's words.
    var rubyName: String {
        switch self {
        case .map: "a hash"
        case .list: "an array"
        case .text: "a string"
        case .integer: "an integer"
        case .number: "a numeric"
        case .boolean: "a boolean value"
        }
    }

    /// The kind in our own messages.
    package var plainName: String {
        switch self {
        case .map: "a map"
        case .list: "a list"
        case .text: "text"
        case .integer: "a whole number"
        case .number: "a number"
        case .boolean: "true or false"
        }
    }
}
