/// Names findings so that the same finding has the same name in the next run, even where lines were added above it.
///
/// A name is made of the check, the path of the file in its project, the text of the line without its indentation, and a
/// count that tells equal ones apart. Message and position are no part of it: they change with the rest of the file.
package struct Fingerprint {
    private struct Place: Hashable {
        let id: String
        let file: SourceFile
        let line: Int
    }

    /// The hash of what names a finding, for each place: thousands of findings can be on one long line.
    private var places: [Place: UInt128] = [:]
    private var counts: [UInt128: Int] = [:]

    package init() {}

    /// For a finding in a file of which only one line is known.
    ///
    /// - Parameters:
    ///   - path: of the file in its project.
    ///   - line: the text of the line.
    package mutating func next(check: String, path: String, line: String) -> String {
        numbered(Self.base(check, path, line))
    }

    /// 32 hexadecimal digits. Call it once for each finding, in the order of the output.
    package mutating func next(_ finding: Diagnostic) -> String {
        let file = finding.primary.file
        let place = Place(id: finding.id, file: file, line: finding.primary.startPosition.line)
        let base = places[place] ?? Self.base(place.id, place.file.path, place.file.line(place.line))
        places[place] = base
        return numbered(base)
    }

    private mutating func numbered(_ base: UInt128) -> String {
        let count = counts[base, default: 0]
        counts[base] = count + 1
        let hex = String(Self.hash("\u{0}\(count)", after: base), radix: 16)
        return String(repeating: "0", count: 32 - hex.utf8.count) + hex
    }

    private static func base(_ check: String, _ path: String, _ line: String) -> UInt128 {
        let line = line.split { $0 == " " || $0 == "\t" }.joined(separator: " ")
        return hash([check, path, line].joined(separator: "\u{0}"))
    }

    /// FNV-1a with 128 bits (https://datatracker.ietf.org/doc/html/rfc9923).
    ///
    /// - Parameter start: the hash of the text before this one.
    static func hash(
        _ text: String, after start: UInt128 = 0x6C62_272E_07BB_0142_62B8_2175_6295_C58D
    ) -> UInt128 {
        text.utf8.reduce(start) { hash, byte in
            (hash ^ UInt128(byte)) &* 0x0000_0000_0100_0000_0000_0000_0000_013B
        }
    }
}
