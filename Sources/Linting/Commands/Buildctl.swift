extension CommandGrammar {
    private static let connection =
        "debug addr= log-format= tlsservername= tlscacert= tlscert= tlskey= tlsdir= timeout= wait help/h version/v"

    /// `buildctl build` (BuildKit, `cmd/buildctl/build.go`). Global flags are taken after a subcommand too.
    static let buildctlBuild = CommandGrammar(
        """
        output/o= progress= trace= local= oci-layout= frontend= opt= no-cache export-cache= import-cache= secret= allow= \
        ssh= metadata-file= source-policy-file= proxy-network ref-file= registry-auth-tlscontext= \
        debug-json-cache-metrics= exporter= exporter-opt= frontend-opt= export-cache-opt= \(connection)
        """, style: .go, isClosed: true)

    private static let records = CommandGrammar(
        "filter/f= verbose/v format= keep-duration= keep-storage= keep-storage-min= free-storage= all \(connection)",
        style: .go)

    /// `buildctl`, and `buildctl-daemonless.sh`, which passes its words on.
    static let buildctl = CommandGrammar(
        connection, style: .go,
        subcommands: [
            "build": buildctlBuild, "b": buildctlBuild, "du": records, "prune": records, "prune-histories": records,
            "debug": CommandGrammar(connection, style: .go, stopsAtArgument: true),
        ], stopsAtArgument: true, isClosed: true)
}

extension CommandLine {
    /// The attributes of a CSV value such as `type=image,name=a`: each with its key, its value and its bytes in the script.
    package struct Attribute {
        package let key: String
        package let value: String
        package let range: Range<Int>
        /// Whether its field stands in double quotes of the CSV record.
        package let isQuoted: Bool
    }

    /// The attributes of a value of `--output`, `--export-cache`, `--secret` and the like.
    package static func attributes(of value: Value) -> [Attribute] {
        var result: [Attribute] = []
        var start = 0
        var isQuoted = false
        let bytes = Array(value.text.utf8)
        func add(_ end: Int) {
            let written = bytes[start..<end]
            let isQuoted = written.first == UInt8(ascii: "\"")
            let field = isQuoted ? unquoted(written.dropFirst()) : Array(written)
            let equals = field.firstIndex(of: UInt8(ascii: "="))
            result.append(
                Attribute(
                    key: String(decoding: field[..<(equals ?? field.endIndex)], as: UTF8.self).trimmed,
                    value: equals.map { String(decoding: field[($0 + 1)...], as: UTF8.self) } ?? "",
                    range: value.range(ofText: start..<end), isQuoted: isQuoted))
        }
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if byte == UInt8(ascii: ","), !isQuoted {
                add(index)
                start = index + 1
            }
        }
        add(bytes.count)
        return result
    }

    /// The inside of a quoted field, in which two quotes stand for one.
    private static func unquoted(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var rest = bytes
        while let byte = rest.popFirst() {
            if byte != UInt8(ascii: "\"") {
                result.append(byte)
            } else if rest.first == byte {
                result.append(byte)
                rest = rest.dropFirst()
            }
        }
        return result
    }
}

extension String {
    /// Without spaces and tabs at its ends.
    var trimmed: String {
        func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        var rest = utf8[...]
        while let first = rest.first, isBlank(first) { rest.removeFirst() }
        while let last = rest.last, isBlank(last) { rest.removeLast() }
        return String(Substring(rest))
    }
}
