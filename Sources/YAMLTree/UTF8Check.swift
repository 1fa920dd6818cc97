/// Finds out whether bytes are UTF-8, and where they first are not.
package enum UTF8Check {
    package enum Result: Hashable, Sendable {
        /// Every byte is below 0x80, so that bytes and characters are counted alike.
        case ascii
        case utf8
        /// The offset of the first byte that cannot belong to a character.
        case invalid(Int)
    }

    /// Follows the table of well-formed sequences of the Unicode standard (3.9, table 3-7).
    package static func check(_ bytes: UnsafeBufferPointer<UInt8>) -> Result {
        var offset = asciiPrefix(bytes)
        if offset == bytes.count { return .ascii }
        while offset < bytes.count {
            let first = bytes[offset]
            if first < 0x80 {
                offset += 1
                continue
            }
            let length: Int
            var second: ClosedRange<UInt8> = 0x80...0xBF
            switch first {
            case 0xC2...0xDF: length = 2
            case 0xE0: (length, second) = (3, 0xA0...0xBF)
            case 0xED: (length, second) = (3, 0x80...0x9F)
            case 0xE1...0xEF: length = 3
            case 0xF0: (length, second) = (4, 0x90...0xBF)
            case 0xF1...0xF3: length = 4
            case 0xF4: (length, second) = (4, 0x80...0x8F)
            default: return .invalid(offset)
            }
            guard offset + length <= bytes.count, second.contains(bytes[offset + 1]) else { return .invalid(offset) }
            for next in (offset + 2)..<max(offset + length, offset + 2) where bytes[next] & 0xC0 != 0x80 {
                return .invalid(offset)
            }
            offset += length
        }
        return .utf8
    }

    /// How many bytes there are before the first that is not ASCII.
    private static func asciiPrefix(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var offset = 0
        let raw = UnsafeRawBufferPointer(bytes)
        while offset + 8 <= raw.count {
            if raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self) & 0x8080_8080_8080_8080 != 0 { break }
            offset += 8
        }
        while offset < bytes.count, bytes[offset] < 0x80 { offset += 1 }
        return offset
    }
}
