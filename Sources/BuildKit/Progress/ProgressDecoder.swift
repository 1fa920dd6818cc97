/// Reads the stream of `--progress=rawjson` or `--trace`, in pieces of any size.
///
/// Between and after the lines of JSON the client writes plain text: a source excerpt, and the error.
package struct ProgressDecoder: Sendable {
    package enum Line: Equatable, Sendable {
        case status(SolveStatus)
        case text(String)
    }

    private var pending: [UInt8] = []

    package init() {}

    /// The lines that the bytes complete.
    package mutating func feed(_ bytes: some Sequence<UInt8>) -> [Line] {
        var lines: [Line] = []
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                lines.append(Self.line(pending))
                pending = []
            } else {
                pending.append(byte)
            }
        }
        return lines
    }

    /// The last line, if no line end followed it.
    package mutating func finish() -> [Line] {
        defer { pending = [] }
        return pending.isEmpty ? [] : [Self.line(pending)]
    }

    private static func line(_ bytes: [UInt8]) -> Line {
        if bytes.first == UInt8(ascii: "{"), let json = try? JSONValue(parsing: bytes), let status = SolveStatus(json) {
            return .status(status)
        }
        let text = String(decoding: bytes, as: UTF8.self)
        return .text(text.hasSuffix("\r") ? String(text.dropLast()) : text)
    }
}
