import Diagnostics

/// Cuts a file into documents as GitLab does before any YAML is parsed: at `^---\s+`, into three pieces at most.
///
/// Source: `Gitlab::Config::Loader::MultiDocYaml` of GitLab 18.11. The divider is found everywhere, in block scalars too.
enum DocumentSplitter {
    private static let pieceLimit = 3

    static func split(_ bytes: [UInt8]) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var start = 0
        var search = 0
        bytes.withUnsafeBufferPointer { bytes in
            while pieces.count < pieceLimit - 1, let divider = nextDivider(bytes, from: search) {
                pieces.append(start..<divider.lowerBound)
                start = divider.upperBound
                search = divider.upperBound
            }
        }
        pieces.append(start..<bytes.count)
        return pieces
    }

    private static func nextDivider(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Range<Int>? {
        var offset = start
        while offset + 3 < bytes.count {
            guard bytes[offset] == 0x2D, offset == 0 || bytes[offset - 1] == 0x0A else {
                // Lines are what matters: go to the start of the next.
                while offset < bytes.count, bytes[offset] != 0x0A { offset += 1 }
                offset += 1
                continue
            }
            if bytes[offset + 1] == 0x2D, bytes[offset + 2] == 0x2D, isSpace(bytes[offset + 3]) {
                var end = offset + 4
                while end < bytes.count, isSpace(bytes[end]) { end += 1 }
                return offset..<end
            }
            offset += 1
        }
        return nil
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
