import LinuxProcess
import Testing

@Suite struct RingBufferTests {
    @Test(arguments: [
        (4, ["ab"], "ab"), (4, ["ab", "cd"], "abcd"), (4, ["ab", "cd", "e"], "bcde"), (4, ["abcdefgh"], "efgh"),
        (4, ["ab", "cdefghij", "k"], "hijk"), (1, ["ab", "c"], "c"), (3, [], ""), (0, ["ab"], "b"),
    ])
    func theLastBytesAreKept(_ capacity: Int, _ writes: [String], _ contents: String) {
        var ring = RingBuffer(capacity: capacity)
        for text in writes { ring.append(Array(text.utf8)) }
        #expect(String(decoding: ring.contents, as: UTF8.self) == contents)
    }

    @Test func anySequenceOfWritesGivesTheTailOfTheStream() {
        let stream = (0..<500).map { UInt8($0 % 251) }
        for capacity in [1, 2, 7, 64, 499, 500, 501] {
            var ring = RingBuffer(capacity: capacity)
            var position = 0
            for length in [0, 1, 3, 64, 2, 100, 7, 323] {
                ring.append(stream[position..<position + length])
                position += length
                #expect(ring.contents == Array(stream[..<position].suffix(capacity)))
            }
        }
    }
}
