/// Random numbers that follow from a seed alone (SplitMix64), so that every input of a run can be made again.
package struct RandomSource: RandomNumberGenerator {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    /// The numbers for one input of a run, whatever came before it.
    package init(seed: UInt64, input: Int) {
        var mixer = RandomSource(seed: seed)
        state = mixer.next() ^ (UInt64(truncatingIfNeeded: input) &* 0xD134_2543_DE82_EF95)
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to, but not including, `limit`; 0 when there is none.
    mutating func below(_ limit: Int) -> Int { limit > 1 ? Int(next() % UInt64(limit)) : 0 }

    /// True once in so many times.
    mutating func once(in times: Int) -> Bool { below(times) == 0 }

    /// One of several; the list must not be empty.
    mutating func pick<T>(_ items: [T]) -> T { items[below(items.count)] }
}
