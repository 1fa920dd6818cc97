/// Estimates what Ruby's `ObjectSpace.memsize_of` says (Ruby 3.3, 64 bits), for GitLab's limit on the loaded object.
///
/// Numbers, booleans and null take no memory of their own.
enum RubySize {
    static func string(_ text: String) -> Int { slot(24 + text.utf8.count + 1, otherwise: 40 + text.utf8.count + 1) }

    static func array(count: Int) -> Int { count <= 3 ? 40 : 40 + max(20, count + count / 4) * 8 }

    static func hash(count: Int) -> Int {
        guard count > 8 else { return 160 }
        var capacity = 16
        while capacity < count { capacity *= 2 }
        return 160 + capacity * (24 + 2 * (capacity > 128 ? 2 : 1))
    }

    /// Small objects live in slots of five sizes.
    private static func slot(_ needed: Int, otherwise: Int) -> Int {
        for size in [40, 80, 160, 320, 640] where needed <= size { return size }
        return otherwise
    }
}
