/// An attribute list such as `type=image,"name=a,b",push=true`: one CSV record, as BuildKit reads `--output`,
/// `--export-cache`, `--import-cache` and `--secret`.
package struct AttributeList: Equatable, Sendable {
    /// The attributes in the order in which they are written.
    package let attributes: [(key: String, value: String)]

    package init(_ attributes: KeyValuePairs<String, String>) {
        self.attributes = attributes.map { ($0.key, $0.value) }
    }

    package init(_ attributes: [(String, String)]) {
        self.attributes = attributes.map { (key: $0.0, value: $0.1) }
    }

    /// The value of the first attribute with this key.
    package subscript(_ key: String) -> String? { attributes.first { $0.key == key }?.value }

    package static func == (left: AttributeList, right: AttributeList) -> Bool { left.text == right.text }

    /// The record. A field that holds a comma, a quote or a line break is quoted as a whole, key and value together
    /// (RFC 4180): BuildKit would take `name=a,b` unquoted for two attributes.
    package var text: String {
        CSVRecord.joined(attributes.map { "\($0.key)=\($0.value)" })
    }
}
