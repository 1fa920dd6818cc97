/// A JSON value (RFC 8259). Objects keep the order in which they were made, so that equal values make equal bytes.
package enum JSON: Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    /// A number in JSON's own notation, for those that fit no machine type.
    case number(String)
    case string(String)
    case array([JSON])
    case object([(key: String, value: JSON)])

    /// An object without the members that are nil.
    package static func object(_ members: KeyValuePairs<String, JSON?>) -> JSON {
        .object(members.compactMap { member in member.value.map { (key: member.key, value: $0) } })
    }

    package static func strings(_ texts: some Sequence<String>) -> JSON { .array(texts.map(JSON.string)) }

    /// An empty list counts as nil, for members that are left out then.
    package static func unlessEmpty(_ members: [JSON]) -> JSON? { members.isEmpty ? nil : .array(members) }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int) { self = .integer(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
}
