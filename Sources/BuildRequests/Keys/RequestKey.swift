import YAMLTree

/// One key of the request file: its name, its meaning, and where its value is kept.
///
/// Help texts, the table of the README and the inputs of components are made of these.
package struct RequestKey<Owner: Sendable>: Sendable {
    package let name: String
    package let shape: RequestShape
    /// One sentence without full stop.
    package let meaning: String
    /// What counts where the key is absent, as it would be written, or in words in round brackets; nothing where the key
    /// is simply unset.
    package let standard: String?
    /// The option of `buildkit-ci generate` that says the same.
    package let flag: String?
    /// The keys within, of a group.
    package let children: [RequestKeyDescription]

    let read: @Sendable (YAMLNode.ID, inout RequestReader, inout Owner) -> Void
    let written: @Sendable (Owner) -> YAMLValue?
    /// Puts the value of the first over that of the second.
    let overlay: @Sendable (Owner, inout Owner) -> Void

    /// A key with one value.
    ///
    /// - Parameters:
    ///   - standard: what counts where the key is absent.
    ///   - otherwise: the same in words, where it is no fixed value.
    package init<Value: RequestValue>(
        _ name: String, _ path: any WritableKeyPath<Owner, Value?> & Sendable, standard: Value? = nil,
        otherwise: String? = nil, flag: String? = nil, _ meaning: String
    ) {
        self.name = name
        self.meaning = meaning
        self.flag = flag
        shape = Value.shape
        self.standard = standard.map { RequestText.inline($0.written) } ?? otherwise.map { "(\($0))" }
        children = []
        read = { node, reader, owner in
            if let value = Value.read(node, &reader) { owner[keyPath: path] = value }
        }
        written = { $0[keyPath: path]?.written }
        overlay = { upper, lower in
            guard let value = upper[keyPath: path] else { return }
            lower[keyPath: path] = lower[keyPath: path].map { value.over($0) } ?? value
        }
    }

    /// A key with keys of its own.
    ///
    /// - Parameter shorthand: the key within that a value without keys stands for.
    package init<Group: RequestGroup>(
        _ name: String, group path: any WritableKeyPath<Owner, Group> & Sendable, shorthand: String? = nil,
        _ meaning: String
    ) {
        self.name = name
        self.meaning = meaning
        flag = nil
        shape = .group
        standard = nil
        children = Group.keys.flatMap { $0.descriptions(below: name) }
        read = { node, reader, owner in
            if let shorthand, reader.isScalar(node), let key = Group.keys.first(where: { $0.name == shorthand }) {
                key.read(node, &reader, &owner[keyPath: path])
            } else if let group = Group.read(node, &reader) {
                owner[keyPath: path] = group
            }
        }
        written = { owner in
            let group = owner[keyPath: path]
            return group == Group() ? nil : group.written
        }
        overlay = { upper, lower in lower[keyPath: path] = upper[keyPath: path].over(lower[keyPath: path]) }
    }

    private init(
        _ other: RequestKey<some Sendable>,
        read: @escaping @Sendable (YAMLNode.ID, inout RequestReader, inout Owner) -> Void,
        written: @escaping @Sendable (Owner) -> YAMLValue?, overlay: @escaping @Sendable (Owner, inout Owner) -> Void
    ) {
        name = other.name
        meaning = other.meaning
        flag = other.flag
        shape = other.shape
        standard = other.standard
        children = other.children
        self.read = read
        self.written = written
        self.overlay = overlay
    }

    /// The same key, of something that holds the owner and shows its keys as its own.
    package func lifted<Outer: Sendable>(by path: any WritableKeyPath<Outer, Owner> & Sendable) -> RequestKey<Outer> {
        RequestKey<Outer>(
            self,
            read: { [read] node, reader, outer in read(node, &reader, &outer[keyPath: path]) },
            written: { [written] in written($0[keyPath: path]) },
            overlay: { [overlay] upper, lower in overlay(upper[keyPath: path], &lower[keyPath: path]) })
    }

    /// This key and those within, for tables.
    package func descriptions(below parent: String? = nil) -> [RequestKeyDescription] {
        let path = parent.map { "\($0).\(name)" } ?? name
        let own = RequestKeyDescription(path: path, shape: shape, meaning: meaning, standard: standard, flag: flag)
        return [own]
            + children.map { child in
                RequestKeyDescription(
                    path: parent.map { "\($0).\(child.path)" } ?? child.path, shape: child.shape,
                    meaning: child.meaning, standard: child.standard, flag: child.flag)
            }
    }
}

/// A row of the table of keys.
package struct RequestKeyDescription: Equatable, Sendable {
    /// The names of the groups and of the key, such as `cache.type`.
    package let path: String
    package let shape: RequestShape
    package let meaning: String
    package let standard: String?
    package let flag: String?
}
