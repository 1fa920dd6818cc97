/// One record of comma-separated fields, as BuildKit's options and the rules of docker/metadata-action are written: a
/// field in double quotes may hold commas, and `""` within it is one quote (RFC 4180).
package enum CSVRecord {
    /// A quote that stands in the middle of a field or does not end.
    package struct Malformed: Error, Equatable, Sendable, CustomStringConvertible {
        package let description: String
    }

    /// - Throws: `Malformed`.
    package static func fields(_ record: String) throws(Malformed) -> [String] {
        var fields: [String] = []
        var field = ""
        var isQuoted = false
        var wasQuoted = false
        var rest = Substring(record).unicodeScalars
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\"" where isQuoted && rest.first == "\"":
                rest.removeFirst()
                field += "\""
            case "\"" where isQuoted:
                isQuoted = false
            case "\"" where field.isEmpty && !wasQuoted:
                isQuoted = true
                wasQuoted = true
            case "\"":
                throw Malformed(
                    description: "\"\(record)\" has a double quote within a field; quote the whole field and write \"\""
                )
            case "," where !isQuoted:
                fields.append(field)
                field = ""
                wasQuoted = false
            default:
                guard isQuoted || !wasQuoted else {
                    throw Malformed(description: "\"\(record)\" has text between a closing quote and the next comma")
                }
                field.unicodeScalars.append(scalar)
            }
        }
        guard !isQuoted else { throw Malformed(description: "\"\(record)\" has a quoted field that does not end") }
        return fields + [field]
    }

    /// The field, quoted where that is needed.
    package static func quoted(_ field: String) -> String {
        guard field.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else { return field }
        return "\"" + field.replacing("\"", with: "\"\"") + "\""
    }

    /// The record of fields.
    package static func joined(_ fields: [String]) -> String { fields.map(quoted).joined(separator: ",") }
}
