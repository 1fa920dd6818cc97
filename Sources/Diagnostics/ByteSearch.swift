extension String {
    /// Whether a text stands in this one, byte for byte.
    ///
    /// The standard library's `contains` compares characters as Unicode defines them to be equal, which takes about fifty
    /// times as long.
    package func contains(utf8 part: String) -> Bool { firstOffset(utf8: part) != nil }

    /// How many bytes stand before the first occurrence of a text, compared byte for byte; nil when it does not occur.
    package func firstOffset(utf8 part: String) -> Int? {
        let found = utf8.withContiguousStorageIfAvailable { whole in
            part.utf8.withContiguousStorageIfAvailable { Self.firstOffset(of: $0, in: whole) }
        }
        if let found, let offset = found { return offset }
        // A text whose bytes do not lie in one place is copied.
        return Array(utf8).withUnsafeBufferPointer { whole in
            Array(part.utf8).withUnsafeBufferPointer { Self.firstOffset(of: $0, in: whole) }
        }
    }

    /// The parts between bytes of ASCII, empty ones left out.
    package func split(utf8 separator: Unicode.Scalar) -> [String] {
        utf8.split(separator: UInt8(ascii: separator)).map { String(Substring($0)) }
    }

    private static func firstOffset(of part: UnsafeBufferPointer<UInt8>, in whole: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let first = part.first else { return 0 }
        var start = 0
        while start + part.count <= whole.count {
            if whole[start] == first {
                var matched = 1
                while matched < part.count, whole[start + matched] == part[matched] { matched += 1 }
                if matched == part.count { return start }
            }
            start += 1
        }
        return nil
    }
}
