/// Translates libyaml's character counts into byte offsets.
///
/// libyaml's marks come nearly in order, so that the walk from the last answer to the next is short and the whole work
/// linear.
struct ByteCursor {
    private let bytes: UnsafeBufferPointer<UInt8>
    /// Bytes and characters are the same.
    private let isASCII: Bool
    /// The offset of the first byte within its file.
    private let base: Int
    private var character = 0
    private var byte = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>, isASCII: Bool, base: Int) {
        self.bytes = bytes
        self.isASCII = isASCII
        self.base = base
    }

    /// The offset within the file of the character with a number that counts from 0.
    mutating func offset(ofCharacter target: Int) -> Int {
        if isASCII { return base + min(target, bytes.count) }
        while character < target, byte < bytes.count {
            byte += 1
            while byte < bytes.count, bytes[byte] & 0xC0 == 0x80 { byte += 1 }
            character += 1
        }
        while character > target, byte > 0 {
            byte -= 1
            while byte > 0, bytes[byte] & 0xC0 == 0x80 { byte -= 1 }
            character -= 1
        }
        return base + byte
    }
}
