import BuildKit
import Testing

@testable import Diagnosis

@Suite struct TextSearchTests {
    private let search = TextSearch(["he", "she", "his", "hers", "error: x", "r: "])

    @Test(arguments: [
        ("", []), ("ushers", [0, 1, 3]), ("his hers", [0, 2, 3]), ("errorerror: x", [4, 5]), ("sh", []), ("er: ", [5]),
        ("HE", []), ("hé", []), ("\u{1b}she\u{0}he", [0, 1]),
    ])
    func textsAreFoundWhereverTheyAre(_ line: String, _ places: [Int]) {
        #expect(search.places(in: line.utf8) == places)
        #expect(search.isFound(in: line.utf8) == !places.isEmpty)
    }

    /// Against the library, on lines that are made of pieces of the texts.
    @Test func nothingIsMissedOrMadeUp() {
        let texts = KnownFailure.all.flatMap(\.signatures).flatMap(\.self)
        let search = TextSearch(texts)
        var state: UInt64 = 7
        func random(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        for _ in 0..<500 {
            let line = (0..<4).map { _ in
                let text = texts[random(texts.count)]
                return String(random(2) == 0 ? text.dropFirst(random(5)) : text.dropLast(random(5)))
            }.joined(separator: random(2) == 0 ? "" : " ")
            #expect(search.places(in: line.utf8) == texts.indices.filter { line.contains(texts[$0]) }, "\(line)")
        }
    }
}
