package import YAMLTree

/// Settings that belong together and are written as one map.
package protocol RequestGroup: RequestValue {
    /// In the order in which they are written.
    static var keys: [RequestKey<Self>] { get }

    /// Nothing set.
    init()
}

extension RequestGroup {
    package static var shape: RequestShape { .group }

    package static func read(_ node: YAMLNode.ID, _ reader: inout RequestReader) -> Self? {
        guard let pairs = reader.pairs(node, expected: shape) else { return nil }
        var group = Self()
        for pair in pairs {
            guard let key = keys.first(where: { $0.name == pair.name }) else {
                reader.refuse(key: pair, known: keys.map(\.name))
                continue
            }
            reader.inside(reader.isAtRoot ? key.name : ".\(key.name)", at: pair.value) { reader in
                key.read(pair.value, &reader, &group)
            }
        }
        return group
    }

    package var written: YAMLValue {
        .mapping(Self.keys.compactMap { key in key.written(self).map { .init(key.name, $0) } })
    }

    package func over(_ general: Self) -> Self {
        var joined = general
        for key in Self.keys { key.overlay(self, &joined) }
        return joined
    }
}
