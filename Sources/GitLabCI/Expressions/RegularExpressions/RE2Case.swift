/// Simple case folding: one character for one character.
enum RE2Case {
    /// The other characters that count as the same letter when case is ignored.
    static func variants(of scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        if scalar.isASCII {
            switch scalar.value {
            case 0x41...0x5A, 0x61...0x7A:
                // U+017F (long s) and U+212A (kelvin sign) fold to ASCII letters.
                let other = Unicode.Scalar(UInt8(scalar.value ^ 0x20))
                switch other {
                case "s", "S": return [other, "\u{17F}"]
                case "k", "K": return [other, "\u{212A}"]
                default: return [other]
                }
            default: return []
            }
        }
        return [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping].compactMap { text in
            let scalars = text.unicodeScalars
            guard scalars.count == 1, let first = scalars.first, first != scalar else { return nil }
            return first
        }
    }

    static func equal(_ a: Unicode.Scalar, _ b: Unicode.Scalar) -> Bool {
        a == b || variants(of: a).contains(b) || variants(of: b).contains(a)
    }
}
