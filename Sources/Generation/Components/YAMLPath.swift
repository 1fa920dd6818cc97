import YAMLTree

/// Values within values.
enum YAMLPath {
    /// Puts a value in the place of another.
    ///
    /// - Parameter path: keys, and indices of lists.
    /// - Returns: the value that was there; nil where there is none, and nothing is changed.
    static func exchange(
        _ path: ArraySlice<String>, for new: YAMLValue, in entries: inout [YAMLValue.Entry]
    ) -> YAMLValue? {
        guard let key = path.first, let index = entries.firstIndex(where: { $0.key == key }) else { return nil }
        let entry = entries[index]
        guard let (value, old) = exchanged(path.dropFirst(), for: new, in: entry.value) else { return nil }
        entries[index] = .init(entry.key, value, comment: entry.comment)
        return old
    }

    private static func exchanged(
        _ path: ArraySlice<String>, for new: YAMLValue, in value: YAMLValue
    ) -> (value: YAMLValue, old: YAMLValue)? {
        guard let first = path.first else { return (new, value) }
        switch value {
        case .mapping(var entries):
            guard let old = exchange(path, for: new, in: &entries) else { return nil }
            return (.mapping(entries), old)
        case .sequence(var items):
            guard let index = Int(first), items.indices.contains(index),
                let (item, old) = exchanged(path.dropFirst(), for: new, in: items[index].value)
            else { return nil }
            items[index] = .init(item, comment: items[index].comment)
            return (.sequence(items), old)
        case .scalar, .literal, .flow: return nil
        }
    }
}
