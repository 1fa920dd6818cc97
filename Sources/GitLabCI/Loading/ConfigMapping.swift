package import Diagnostics

/// The entries of a map in GitLab's order, each with the place of its key, and a fast way to find one.
///
/// Each key occurs once: of keys that are written several times the last value is kept at the place of the first, as a
/// Ruby `Hash` does.
package struct ConfigMapping: Sendable {
    package struct Entry: Sendable {
        package let key: ConfigKey
        package let keySpan: SourceSpan
        package let value: ConfigValue

        package init(key: ConfigKey, keySpan: SourceSpan, value: ConfigValue) {
            self.key = key
            self.keySpan = keySpan
            self.value = value
        }

        /// The key as text, as GitLab's messages write it.
        package var name: String { key.text }
        /// From the start of the key to the end of the value, where both stand in one file.
        package var span: SourceSpan {
            guard keySpan.file == value.span.file, keySpan.start <= value.span.end else { return keySpan }
            return SourceSpan(file: keySpan.file, start: keySpan.start, end: value.span.end)
        }
    }

    package private(set) var entries: [Entry]
    /// Only made for maps of more than `linearSearchLimit` entries: below it a search is as fast.
    private var indices: [ConfigKey: Int]?

    private static let linearSearchLimit = 12

    package init() { entries = [] }

    /// Keeps the last of several entries with one key.
    package init(_ entries: [Entry]) {
        self.init()
        self.entries.reserveCapacity(entries.count)
        for entry in entries { set(entry) }
    }

    mutating func reserveCapacity(_ count: Int) { entries.reserveCapacity(count) }

    package var isEmpty: Bool { entries.isEmpty }
    package var count: Int { entries.count }
    package var keys: [ConfigKey] { entries.map(\.key) }

    package subscript(name: String) -> ConfigValue? { index(of: name).map { entries[$0].value } }
    package subscript(key: ConfigKey) -> ConfigValue? { index(of: key).map { entries[$0].value } }

    /// The entry of a text key, for its place.
    package func entry(_ name: String) -> Entry? { index(of: name).map { entries[$0] } }

    package func entry(_ key: ConfigKey) -> Entry? { index(of: key).map { entries[$0] } }

    package func contains(_ name: String) -> Bool { index(of: name) != nil }

    /// Whether the key is there with a value other than null.
    package func hasValue(_ name: String) -> Bool { index(of: name).map { !entries[$0].value.isNull } ?? false }

    /// Adds an entry, or replaces the one with the same key at its place.
    package mutating func set(_ entry: Entry) {
        if let index = index(of: entry.key) {
            entries[index] = entry
            return
        }
        append(entry)
    }

    /// Adds an entry whose key is known to be new.
    mutating func append(_ entry: Entry) {
        entries.append(entry)
        if indices != nil {
            indices?[entry.key] = entries.count - 1
        } else if entries.count > Self.linearSearchLimit {
            rebuildIndex()
        }
    }

    /// Takes an entry out and returns it.
    @discardableResult
    package mutating func remove(_ key: ConfigKey) -> Entry? {
        guard let index = index(of: key) else { return nil }
        let removed = entries.remove(at: index)
        if indices != nil { rebuildIndex() }
        return removed
    }

    /// The same keys with other values.
    package func mapValues<E: Error>(_ transform: (Entry) throws(E) -> ConfigValue) throws(E) -> ConfigMapping {
        var result = self
        for (index, entry) in entries.enumerated() {
            result.entries[index] = Entry(key: entry.key, keySpan: entry.keySpan, value: try transform(entry))
        }
        return result
    }

    private func index(of key: ConfigKey) -> Int? {
        if case .string(let name) = key { return index(of: name) }
        if let indices { return indices[key] }
        // In place: an entry is too big to be copied for each comparison.
        for index in entries.indices where entries[index].key == key { return index }
        return nil
    }

    private func index(of name: String) -> Int? {
        if let indices { return indices[.string(name)] }
        for index in entries.indices where entries[index].key.isText(name) { return index }
        return nil
    }

    private mutating func rebuildIndex() {
        guard entries.count > Self.linearSearchLimit else {
            indices = nil
            return
        }
        var made: [ConfigKey: Int] = [:]
        made.reserveCapacity(entries.count * 2)
        for (index, entry) in entries.enumerated() { made[entry.key] = index }
        indices = made
    }
}

extension ConfigMapping: Equatable {
    package static func == (a: ConfigMapping, b: ConfigMapping) -> Bool {
        a.count == b.count && a.entries.allSatisfy { entry in b[entry.key].map { $0 == entry.value } ?? false }
    }
}
