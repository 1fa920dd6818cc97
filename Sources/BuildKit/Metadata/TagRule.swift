/// One rule of the `tags` input of docker/metadata-action
/// (<https://github.com/docker/metadata-action#tags-input>), such as `type=semver,pattern={{version}}`.
package struct TagRule: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        case schedule(pattern: String)
        case semver(pattern: String, value: String, match: String)
        case pep440(pattern: String, value: String, match: String)
        case match(pattern: String, group: Int, value: String)
        /// Without a branch the default one is meant.
        case edge(branch: String)
        case ref(Event)
        case raw(value: String)
        case sha(isLong: Bool)
    }

    package enum Event: String, Sendable {
        case branch, tag
        /// A merge request; `mr` is understood as well.
        case pr
    }

    package let kind: Kind
    /// Replaces the flavor's; nothing where the rule names none.
    package private(set) var prefix: String?
    package private(set) var suffix: String?
    /// An expression that yields `true` or `false`.
    package private(set) var enable = "true"
    package private(set) var priority: Int
    /// Attributes that no rule of this type has.
    package private(set) var unknownAttributes: [String] = []

    /// The rules that count where none is given.
    package static let defaults = ["type=schedule", "type=ref,event=branch", "type=ref,event=tag", "type=ref,event=pr"]

    private static let defaultPriorities = [
        "schedule": 1000, "semver": 900, "pep440": 900, "match": 800, "edge": 700, "ref": 600, "raw": 200, "sha": 100,
    ]

    /// - Throws: `MetadataError`.
    package init(_ text: String) throws(MetadataError) {
        var attributes = try Self.attributes(text)
        let type = attributes.removeValue(forKey: "type") ?? "raw"
        guard let defaultPriority = Self.defaultPriorities[type] else {
            throw MetadataError(
                "tag rule \"\(text)\" has the unknown type \"\(type)\"; write schedule, semver, pep440, match, edge, ref, "
                    + "raw or sha")
        }
        kind = try Self.kind(type, &attributes, text)
        prefix = attributes.removeValue(forKey: "prefix")
        suffix = attributes.removeValue(forKey: "suffix")
        if prefix == nil {
            if kind == .ref(.pr) { prefix = "mr-" }
            if case .sha = kind { prefix = "sha-" }
        }
        enable = attributes.removeValue(forKey: "enable") ?? enable
        priority = defaultPriority
        if let number = attributes.removeValue(forKey: "priority") {
            guard let parsed = Int(number) else {
                throw MetadataError("tag rule \"\(text)\" has the priority \"\(number)\"; write a whole number")
            }
            priority = parsed
        }
        unknownAttributes = attributes.keys.sorted()
    }

    /// Keys are in lower case; a field without `=` is the value. Only the first `=` of a field counts.
    private static func attributes(_ text: String) throws(MetadataError) -> [String: String] {
        var attributes: [String: String] = [:]
        for field in try MetadataList.fields(text) {
            if let equals = field.firstIndex(of: "="), equals > field.startIndex {
                let key = MetadataList.trimmed(field[..<equals]).lowercased()
                attributes[key] = MetadataList.trimmed(field[field.index(after: equals)...])
            } else {
                attributes["value"] = MetadataList.trimmed(field[...])
            }
        }
        return attributes
    }

    private static func kind(
        _ type: String, _ attributes: inout [String: String], _ text: String
    ) throws(MetadataError) -> Kind {
        func missing(_ attribute: String, _ example: String) -> MetadataError {
            MetadataError("tag rule \"\(text)\" needs the attribute \(attribute), such as \(attribute)=\(example)")
        }
        let pattern = attributes.removeValue(forKey: "pattern")
        switch type {
        case "schedule":
            return .schedule(pattern: pattern ?? "nightly")
        case "semver", "pep440":
            guard let pattern else { throw missing("pattern", "{{version}}") }
            let value = attributes.removeValue(forKey: "value") ?? ""
            let match = attributes.removeValue(forKey: "match") ?? ""
            return type == "semver"
                ? .semver(pattern: pattern, value: value, match: match)
                : .pep440(pattern: pattern, value: value, match: match)
        case "match":
            guard let pattern else { throw missing("pattern", "v(.*)") }
            let group = attributes.removeValue(forKey: "group") ?? "0"
            guard let number = Int(group), number >= 0 else {
                throw MetadataError("tag rule \"\(text)\" has the group \"\(group)\"; write the number of a group")
            }
            return .match(pattern: pattern, group: number, value: attributes.removeValue(forKey: "value") ?? "")
        case "edge":
            return .edge(branch: attributes.removeValue(forKey: "branch") ?? "")
        case "ref":
            guard let name = attributes.removeValue(forKey: "event") else { throw missing("event", "branch") }
            guard let event = Event(rawValue: name == "mr" ? "pr" : name) else {
                throw MetadataError("tag rule \"\(text)\" has the unknown event \"\(name)\"; write branch, tag or mr")
            }
            return .ref(event)
        case "sha":
            let format = attributes.removeValue(forKey: "format") ?? "short"
            guard ["short", "long"].contains(format) else {
                throw MetadataError("tag rule \"\(text)\" has the unknown format \"\(format)\"; write short or long")
            }
            return .sha(isLong: format == "long")
        default:
            if let pattern { attributes["pattern"] = pattern }
            guard let value = attributes.removeValue(forKey: "value") else { throw missing("value", "nightly") }
            return .raw(value: value)
        }
    }
}
