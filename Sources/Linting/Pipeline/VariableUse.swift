package import Diagnostics
package import YAMLTree

/// A reference to a variable in the text of a configuration file.
package struct VariableUse {
    package let name: String
    /// The name alone.
    package let span: SourceSpan

    /// The references to variables whose names begin with `CI_` or `GITLAB_`, in all values of a document, as they are
    /// written. Comments are not looked at.
    ///
    /// Read from the bytes of the file: no quoting of YAML changes these names, and most files hold few of them.
    package static func predefined(in document: YAMLDocument) -> [VariableUse] {
        var uses: [VariableUse] = []
        let nodes = document.nodes
        document.file.bytes.withUnsafeBufferPointer { bytes in
            // By index, since a copy of each node would take longer than to look at it.
            for position in nodes.indices {
                let end = min(Int(nodes[position].end), bytes.count)
                let start = min(Int(nodes[position].start), end)
                guard case .scalar(let text, _) = nodes[position].content,
                    bytes[start..<end].contains(UInt8(ascii: "$")), text.utf8.contains(UInt8(ascii: "$"))
                else { continue }
                for name in predefined(in: bytes, start..<end) {
                    uses.append(
                        VariableUse(
                            name: String(decoding: bytes[name], as: UTF8.self),
                            span: SourceSpan(file: document.file, range: name)))
                }
            }
        }
        return uses
    }

    /// Where such names stand in a stretch of a file.
    private static func predefined(in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> [Range<Int>] {
        var names: [Range<Int>] = []
        var index = range.lowerBound
        while index < range.upperBound {
            guard bytes[index] == UInt8(ascii: "$") else {
                index += 1
                continue
            }
            // A second dollar sign escapes the reference.
            let isEscaped = index > 0 && bytes[index - 1] == UInt8(ascii: "$")
            var start = index + 1
            if start < range.upperBound, bytes[start] == UInt8(ascii: "{") { start += 1 }
            var stop = start
            while stop < range.upperBound, isNameByte(bytes[stop]) { stop += 1 }
            let name = bytes[start..<stop]
            if !isEscaped, name.starts(with: "CI_".utf8) || name.starts(with: "GITLAB_".utf8) {
                names.append(start..<stop)
            }
            index = max(stop, index + 1)
        }
        return names
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
