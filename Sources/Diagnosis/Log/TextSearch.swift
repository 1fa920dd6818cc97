/// Looks for many texts at once, in time that does not depend on how many they are (Aho and Corasick, 1975).
///
/// A job's log may have a hundred megabytes and the catalogue has a hundred texts.
struct TextSearch: Sendable {
    /// For each state and class of bytes the next state. State 0 is the beginning.
    private let next: [UInt16]
    private let isEnd: [Bool]
    /// For each state the places of the texts that end there.
    private let ends: [[Int]]
    /// The class of each byte; 0 for those that are in no text.
    private let classes: [UInt8]
    private let classCount: Int

    /// - Parameter texts: not empty each, and not more than 65,000 bytes in all.
    init(_ texts: [String]) {
        var classes = [UInt8](repeating: 0, count: 256)
        var classCount = 1
        for byte in Set(texts.flatMap(\.utf8)).sorted() {
            classes[Int(byte)] = UInt8(classCount)
            classCount += 1
        }
        var next = [UInt16](repeating: 0, count: classCount)
        var ends: [[Int]] = [[]]
        for (place, text) in texts.enumerated() {
            var state = 0
            for byte in text.utf8 {
                let edge = state * classCount + Int(classes[Int(byte)])
                if next[edge] == 0 {
                    next[edge] = UInt16(ends.count)
                    next += [UInt16](repeating: 0, count: classCount)
                    ends.append([])
                }
                state = Int(next[edge])
            }
            ends[state].append(place)
        }
        Self.addFallbacks(&next, &ends, classCount)
        isEnd = ends.map { !$0.isEmpty }
        (self.next, self.ends, self.classes, self.classCount) = (next, ends, classes, classCount)
    }

    /// Makes the tree of the texts an automaton: where a text cannot go on, the longest beginning of another that ends here
    /// does. Breadth first, so that the shorter beginnings are complete already.
    private static func addFallbacks(_ next: inout [UInt16], _ ends: inout [[Int]], _ classCount: Int) {
        var fallback = [Int](repeating: 0, count: ends.count)
        var queue = (0..<classCount).map { Int(next[$0]) }.filter { $0 != 0 }
        var head = 0
        while head < queue.count {
            let state = queue[head]
            head += 1
            for symbol in 0..<classCount {
                let edge = state * classCount + symbol
                let onward = next[fallback[state] * classCount + symbol]
                if next[edge] == 0 {
                    next[edge] = onward
                } else {
                    let child = Int(next[edge])
                    fallback[child] = Int(onward)
                    ends[child] += ends[Int(onward)]
                    queue.append(child)
                }
            }
        }
    }

    /// The places of the texts that are in the bytes, in their order.
    func places(in bytes: some Sequence<UInt8>) -> [Int] {
        var places: Set<Int> = []
        var state = 0
        for byte in bytes {
            state = Int(next[state * classCount + Int(classes[Int(byte)])])
            if isEnd[state] { places.formUnion(ends[state]) }
        }
        return places.sorted()
    }

    /// Whether one of the texts is in the bytes.
    func isFound(in bytes: some Sequence<UInt8>) -> Bool {
        next.withUnsafeBufferPointer { next in
            classes.withUnsafeBufferPointer { classes in
                isEnd.withUnsafeBufferPointer { isEnd in
                    var state = 0
                    for byte in bytes {
                        state = Int(next[state * classCount + Int(classes[Int(byte)])])
                        if isEnd[state] { return true }
                    }
                    return false
                }
            }
        }
    }
}
