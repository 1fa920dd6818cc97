/// Which inputs to try.
struct Run {
    let first: Int
    let count: Int
    let seed: UInt64

    init(first: Int, count: Int, seed: UInt64) {
        self.first = first
        self.count = count
        self.seed = seed
    }

    /// Nil when one of the texts is no number.
    init?(_ first: String?, _ count: String?, _ seed: String?) {
        guard let first = first.flatMap({ Int($0) }), let count = count.flatMap({ Int($0) }),
            let seed = seed.flatMap({ UInt64($0) })
        else { return nil }
        self.init(first: first, count: count, seed: seed)
    }
}
