import Diagnostics
import YAMLTree

/// Makes configuration values of a YAML document, as Psych's `safe_load` with GitLab's settings does: aliases are
/// followed, merge keys (`<<`) merged in their place, tags obeyed or ignored, the last of equal keys kept.
struct ConfigBuilder {
    /// A value, and what GitLab's limits look at.
    struct Built {
        var value: ConfigValue
        /// Bytes as Ruby counts them; what is aliased counts each time.
        var size: Int
        /// Levels of lists and maps.
        var depth: Int
    }

    private let document: YAMLDocument
    /// Those of the document. Parts of them are looked at in place: to copy a whole node takes longer.
    private let nodes: [YAMLNode]
    /// What anchors stand for, by the index of their node; filled when a node is done.
    private var anchored: [Int32: Built] = [:]
    /// Maps with an anchor that are being built: an alias of one of them is a cycle, but may be merged.
    private var openMappings: [Int32: ConfigMapping] = [:]
    private var unregistered: Set<Int32> = []
    private(set) var hasCycle = false
    /// Entries that merge keys have copied: guards against texts that copy without end.
    private var mergedEntries = 0

    init(_ document: YAMLDocument) {
        self.document = document
        nodes = document.nodes
    }

    /// - Returns: nil for an empty document.
    mutating func build() throws(LoadingError) -> Built? {
        guard let root = document.root else { return nil }
        return try build(root)
    }

    private mutating func build(_ id: YAMLNode.ID) throws(LoadingError) -> Built {
        let index = Int(id.index)
        let span = SourceSpan(file: document.file, start: Int(nodes[index].start), end: Int(nodes[index].end))
        let isAnchored = nodes[index].anchor != nil
        switch nodes[index].content {
        case .alias(let name, let target):
            return try alias(name, target, at: span)
        case .scalar(let text, let style):
            let built = try scalar(text, style, nodes[index].tag, at: span)
            if isAnchored { anchored[id.index] = built }
            return built
        case .sequence(let items):
            let built = try sequence(items, nodes[index].tag, at: span)
            if isAnchored {
                // Psych forgets the anchor of a list that is tagged with a tag of its user.
                if case .reference = built.value.content { unregistered.insert(id.index) }
                anchored[id.index] = built
            }
            return built
        case .mapping(let pairs):
            let built = try mapping(pairs, nodes[index].tag, id, isAnchored: isAnchored, at: span)
            if isAnchored { anchored[id.index] = built }
            return built
        }
    }

    private mutating func alias(_ name: String, _ target: YAMLNode.ID?, at span: SourceSpan) throws(LoadingError)
        -> Built
    {
        guard let target, !unregistered.contains(target.index) else {
            throw LoadingError(
                "yaml-alias", "An alias referenced an unknown anchor: \(name)", at: span,
                help: "define &\(name) earlier in the same file; anchors do not reach across files: use !reference")
        }
        guard let built = anchored[target.index] else {
            hasCycle = true
            return Built(value: ConfigValue(.null, at: span), size: 0, depth: 0)
        }
        var copy = built
        copy.value = built.value.via(Provenance(.alias(name), at: span, earlier: built.value.provenance))
        return copy
    }

    private func scalar(
        _ text: String, _ style: YAMLNode.ScalarStyle, _ tag: String?, at span: SourceSpan
    ) throws(LoadingError) -> Built {
        func made(_ content: ConfigValue.Content, size: Int = 0) -> Built {
            Built(value: ConfigValue(content, at: span), size: size, depth: 0)
        }
        if let tag, tag == ReferenceTag.name {
            return made(.reference(ConfigValue(.string(text), at: span)), size: 40)
        }
        switch ScalarResolver.resolve(text, style: style, tag: tag) {
        case .null: return made(.null)
        case .bool(let value): return made(.bool(value))
        case .integer(let number): return made(.integer(number))
        case .bigInteger(let digits): return made(.bigInteger(digits), size: 40)
        case .float(let number): return made(.float(number))
        case .string(let text), .symbol(let text): return made(.string(text), size: RubySize.string(text))
        case .refused(let name): throw Self.refused(name, text, at: span)
        case .invalid: throw LoadingError("yaml-scalar", "Invalid YAML syntax", at: span)
        }
    }

    private mutating func sequence(
        _ items: [YAMLNode.ID], _ tag: String?, at span: SourceSpan
    ) throws(LoadingError) -> Built {
        let kind = SequenceTag(tag)
        if case .refused(let name) = kind { throw Self.refused(name, "", at: span) }
        if kind == .orderedMap { return try orderedMap(items, at: span) }
        var values: [ConfigValue] = []
        values.reserveCapacity(items.count)
        var size = RubySize.array(count: items.count)
        var depth = 0
        for item in items {
            let built = try build(item)
            values.append(built.value)
            size = min(size + built.size, .max / 4)
            depth = max(depth, built.depth)
        }
        let list = ConfigValue(.sequence(values), at: span)
        if kind == .reference { return Built(value: list.replacing(.reference(list)), size: 40, depth: 0) }
        return Built(value: list, size: size, depth: depth + 1)
    }

    /// `!!omap [a: 1, b: 2]` is a map to Ruby.
    private mutating func orderedMap(_ items: [YAMLNode.ID], at span: SourceSpan) throws(LoadingError) -> Built {
        var mapping = ConfigMapping()
        var size = 0
        var depth = 0
        for item in items {
            guard case .mapping(let pairs) = nodes[Int(item.index)].content, let first = pairs.first,
                let last = pairs.last
            else { continue }
            let key = try build(first.key)
            let value = try build(last.value)
            mapping.set(.init(key: ConfigKey(key.value), keySpan: key.value.span, value: value.value))
            size += key.size + value.size
            depth = max(depth, value.depth)
        }
        size += RubySize.hash(count: mapping.count)
        return Built(value: ConfigValue(.mapping(mapping), at: span), size: size, depth: depth + 1)
    }

    private mutating func mapping(
        _ pairs: [YAMLNode.Pair], _ tag: String?, _ id: YAMLNode.ID, isAnchored: Bool, at span: SourceSpan
    ) throws(LoadingError) -> Built {
        let kind = MappingTag(tag)
        if case .refused(let name) = kind { throw Self.refused(name, "", at: span) }
        var mapping = ConfigMapping()
        mapping.reserveCapacity(pairs.count)
        var size = 0
        var depth = 0
        var isPlain = document.duplicateKeys.isEmpty
        for pair in pairs {
            let key = try build(pair.key)
            // Moved, not copied: with two owners the next entry would copy all that are there.
            if isAnchored { openMappings[id.index] = mapping; mapping = ConfigMapping() }
            let merged = isMergeKey(key.value, pair.key) ? try merge(pair.value, at: key.value.span) : nil
            if let merged {
                if isAnchored { mapping = openMappings.removeValue(forKey: id.index) ?? mapping }
                isPlain = false
                for entry in merged.entries { mapping.set(entry) }
                size = min(size + merged.size, .max / 4)
                depth = max(depth, merged.depth)
                mergedEntries += merged.entries.count
                if mergedEntries > LoadingLimits.copiedEntries { throw Self.tooBig(at: span) }
                continue
            }
            let value = try build(pair.value)
            if isAnchored { mapping = openMappings.removeValue(forKey: id.index) ?? mapping }
            let entry = ConfigMapping.Entry(key: ConfigKey(key.value), keySpan: key.value.span, value: value.value)
            isPlain = isPlain && isText(key.value, as: pair.key)
            if isPlain { mapping.append(entry) } else { mapping.set(entry) }
            size = min(size + key.size + value.size, .max / 4)
            depth = max(depth, key.depth, value.depth)
        }
        let value = ConfigValue(.mapping(mapping), at: span)
        if kind == .reference { return Built(value: value.replacing(.reference(value)), size: 40, depth: 0) }
        return Built(
            value: value, size: min(size + RubySize.hash(count: mapping.count), .max / 4), depth: depth + 1)
    }

    /// Whether a key is the text that is written, so that no other key of the map can mean the same.
    private func isText(_ key: ConfigValue, as id: YAMLNode.ID) -> Bool {
        guard case .scalar(let text, _) = nodes[Int(id.index)].content, case .string(let own) = key.content else {
            return false
        }
        return own == text && text != "<<"
    }

    private func isMergeKey(_ key: ConfigValue, _ id: YAMLNode.ID) -> Bool {
        guard case .string("<<") = key.content else { return false }
        return nodes[Int(id.index)].tag != "tag:yaml.org,2002:str"
    }

    /// The entries that a merge key adds, with what GitLab's limits look at.
    private typealias Merged = (entries: [ConfigMapping.Entry], size: Int, depth: Int)

    /// What a merge key adds, or nil when its value cannot be merged and the key stays a key.
    private mutating func merge(_ id: YAMLNode.ID, at keySpan: SourceSpan) throws(LoadingError) -> Merged? {
        switch nodes[Int(id.index)].content {
        case .alias, .mapping: return try mergedMap(id)
        case .sequence(let items):
            // Of several maps the first has the last word.
            var maps: [Merged] = []
            for item in items {
                guard let map = try mergedMap(item) else { return nil }
                maps.append(map)
            }
            var merged = ConfigMapping()
            for map in maps.reversed() {
                for entry in map.entries { merged.set(entry) }
            }
            let size = maps.reduce(0) { min($0 + $1.size, .max / 4) }
            return (merged.entries, size, maps.map(\.depth).max() ?? 0)
        case .scalar: return nil
        }
    }

    private mutating func mergedMap(_ id: YAMLNode.ID) throws(LoadingError) -> Merged? {
        if case .alias(_, let target?) = nodes[Int(id.index)].content, anchored[target.index] == nil,
            let open = openMappings[target.index]
        {
            // `&a {b: 1, <<: *a}` merges what there is so far.
            return (open.entries, 0, 0)
        }
        let built = try build(id)
        guard let mapping = built.value.mapping else { return nil }
        return (via(mapping.entries, document.span(of: id)), built.size, built.depth - 1)
    }

    private func via(_ entries: [ConfigMapping.Entry], _ span: SourceSpan) -> [ConfigMapping.Entry] {
        entries.map { entry in
            let provenance = Provenance(.mergeKey, at: span, earlier: entry.value.provenance)
            return .init(key: entry.key, keySpan: entry.keySpan, value: entry.value.via(provenance))
        }
    }

    private static func refused(_ name: String, _ text: String, at span: SourceSpan) -> LoadingError {
        let help =
            name == "Date" || name == "Time"
            ? "put the value in quotes: \"\(text)\" is read as a \(name.lowercased()), which GitLab does not load"
            : "remove the tag: GitLab does not load objects of Ruby"
        return LoadingError("yaml-class", "Tried to load unspecified class: \(name)", at: span, help: help)
    }

    static func tooBig(at span: SourceSpan) -> LoadingError {
        LoadingError(
            "yaml-too-big", "The parsed YAML is too big", at: span,
            help: "GitLab loads at most \(LoadingLimits.documentSize) bytes, counted after aliases are followed, "
                + "and \(LoadingLimits.depth) levels of nesting")
    }
}
