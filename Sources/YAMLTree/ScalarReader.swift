/// Reads the text of a scalar again as libyaml does (YAML 1.1, section 9), noting where each byte comes from.
///
/// The scalar is known to be valid; what does not fit is taken as it stands.
struct ScalarReader {
    let bytes: [UInt8]
    let start: Int
    let end: Int

    private static let space = UInt8(ascii: " ")

    private func isBreak(_ index: Int) -> Bool { bytes[index] == 0x0A || bytes[index] == 0x0D }

    private func isBlank(_ index: Int) -> Bool { bytes[index] == 0x20 || bytes[index] == 0x09 }

    /// The length of the line break at an index.
    private func breakLength(_ index: Int) -> Int {
        bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
    }

    // MARK: Flow styles

    func plain() -> ScalarMap {
        var map = ScalarMap()
        var index = start
        while index < end {
            if isBlank(index) || isBreak(index) {
                index = fold(from: index, &map)
            } else {
                map.append(bytes[index], from: index, to: index + 1)
                index += 1
            }
        }
        return map
    }

    func singleQuoted() -> ScalarMap {
        var map = ScalarMap()
        var index = start + 1
        while index < end - 1 {
            if bytes[index] == UInt8(ascii: "'") {
                map.append(bytes[index], from: index, to: index + 2)
                index += 2
            } else if isBlank(index) || isBreak(index) {
                index = fold(from: index, &map)
            } else {
                map.append(bytes[index], from: index, to: index + 1)
                index += 1
            }
        }
        return map
    }

    func doubleQuoted() -> ScalarMap {
        var map = ScalarMap()
        var index = start + 1
        while index < end - 1 {
            if bytes[index] == UInt8(ascii: "\\") {
                index = escape(at: index, &map)
            } else if isBlank(index) || isBreak(index) {
                index = fold(from: index, &map)
            } else {
                map.append(bytes[index], from: index, to: index + 1)
                index += 1
            }
        }
        return map
    }

    /// Blanks on one line stay; with a line break among them they become a space, or the line breaks after the first.
    private func fold(from first: Int, _ map: inout ScalarMap) -> Int {
        var index = first
        var breaks: [Range<Int>] = []
        while index < end, isBlank(index) || isBreak(index) {
            if isBreak(index) {
                breaks.append(index..<index + breakLength(index))
                index += breakLength(index)
            } else {
                index += 1
            }
        }
        if breaks.isEmpty {
            map.append(first..<index, of: bytes)
        } else if breaks.count == 1 {
            map.append(Self.space, from: first, to: index)
        } else {
            for line in breaks.dropFirst() { map.append(0x0A, from: line.lowerBound, to: line.upperBound) }
        }
        return index
    }

    private func escape(at index: Int, _ map: inout ScalarMap) -> Int {
        guard index + 1 < end else { return index + 1 }
        let next = index + 1
        if isBreak(next) {
            // An escaped line break vanishes with the blanks around it.
            var after = next + breakLength(next)
            while after < end, isBlank(after) { after += 1 }
            return after
        }
        let length: Int
        switch bytes[next] {
        case UInt8(ascii: "x"): length = 2
        case UInt8(ascii: "u"): length = 4
        case UInt8(ascii: "U"): length = 8
        default:
            map.append(Self.escaped(bytes[next]), from: index, to: index + 2)
            return index + 2
        }
        let after = min(next + 1 + length, end)
        let digits = String(decoding: bytes[min(next + 1, after)..<after], as: UTF8.self)
        let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) ?? "\u{FFFD}"
        map.append(String(Character(scalar)).utf8, from: index, to: after)
        return after
    }

    private static func escaped(_ byte: UInt8) -> [UInt8] {
        switch byte {
        case UInt8(ascii: "0"): [0x00]
        case UInt8(ascii: "a"): [0x07]
        case UInt8(ascii: "b"): [0x08]
        case UInt8(ascii: "t"), 0x09: [0x09]
        case UInt8(ascii: "n"): [0x0A]
        case UInt8(ascii: "v"): [0x0B]
        case UInt8(ascii: "f"): [0x0C]
        case UInt8(ascii: "r"): [0x0D]
        case UInt8(ascii: "e"): [0x1B]
        case UInt8(ascii: "N"): [0xC2, 0x85]
        case UInt8(ascii: "_"): [0xC2, 0xA0]
        case UInt8(ascii: "L"): [0xE2, 0x80, 0xA8]
        case UInt8(ascii: "P"): [0xE2, 0x80, 0xA9]
        default: [byte]
        }
    }

    // MARK: Block styles

    /// The index behind the line with `|` or `>`.
    private var blockStart: Int {
        var index = start
        while index < end, !isBreak(index) { index += 1 }
        return index < end ? index + breakLength(index) : end
    }

    /// What the content can be indented by: what its first line says, or with an indicator anything up to that.
    var indentations: [Int] {
        var index = blockStart
        var deepest = 0
        while index < end {
            var column = 0
            while index < end, bytes[index] == Self.space {
                index += 1
                column += 1
            }
            deepest = max(deepest, column)
            guard index < end, isBreak(index) else { break }
            index += breakLength(index)
        }
        let header = bytes[start..<min(blockStart, end)].prefix { $0 != UInt8(ascii: "#") }
        let hasIndicator = header.contains { (UInt8(ascii: "1")...UInt8(ascii: "9")).contains($0) }
        return hasIndicator ? Array((0...deepest).reversed()) : [deepest]
    }

    func block(isFolded: Bool, indentation: Int) -> ScalarMap {
        var map = ScalarMap()
        map.indentation = indentation
        var index = blockStart
        var leading: Range<Int>?
        var wasBlank = false
        var trailing = blankLines(&index, indentation)
        while index < end {
            let isBlank = isBlank(index)
            if isFolded, let line = leading, !wasBlank, !isBlank {
                if trailing.isEmpty { map.append(Self.space, from: line.lowerBound, to: index) }
            } else if let line = leading {
                map.append(0x0A, from: line.lowerBound, to: line.upperBound)
            }
            for line in trailing { map.append(0x0A, from: line.lowerBound, to: line.upperBound) }
            wasBlank = isBlank
            let start = index
            while index < end, !isBreak(index) { index += 1 }
            map.append(start..<index, of: bytes)
            guard index < end else { break }
            leading = index..<index + breakLength(index)
            index += breakLength(index)
            trailing = blankLines(&index, indentation)
        }
        return map
    }

    /// Skips the indentation, and lines that hold no more than that.
    private func blankLines(_ index: inout Int, _ indentation: Int) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        while true {
            var column = 0
            while index < end, column < indentation, bytes[index] == Self.space {
                index += 1
                column += 1
            }
            guard index < end, isBreak(index) else { return lines }
            lines.append(index..<index + breakLength(index))
            index += breakLength(index)
        }
    }
}
