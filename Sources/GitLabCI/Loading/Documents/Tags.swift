/// The one tag that GitLab adds to YAML.
enum ReferenceTag {
    static let name = "!reference"
}

/// What a tag does to a list.
enum SequenceTag: Equatable {
    case none
    case reference
    case orderedMap
    /// It names a Ruby class that may not be loaded.
    case refused(String)

    init(_ tag: String?) {
        guard let tag else {
            self = .none
            return
        }
        switch tag {
        case ReferenceTag.name: self = .reference
        case "!omap", "tag:yaml.org,2002:omap": self = .orderedMap
        default:
            self = RubyClassTag.name(in: tag, after: ["!seq:", "!ruby/array:"]).map { .refused($0) } ?? .none
        }
    }
}

/// What a tag does to a map.
enum MappingTag: Equatable {
    case none
    case reference
    /// It names a Ruby class that may not be loaded.
    case refused(String)

    init(_ tag: String?) {
        guard let tag else {
            self = .none
            return
        }
        switch tag {
        case ReferenceTag.name: self = .reference
        case "!set", "tag:yaml.org,2002:set": self = .refused("Psych::Set")
        case "!omap", "tag:yaml.org,2002:omap": self = .refused("Psych::Omap")
        case "!ruby/object", "!ruby/object:": self = .refused("Object")
        case "!ruby/object:Hash", "!ruby/hash-with-ivars": self = .none
        case "!ruby/struct", "!ruby/struct:": self = .refused("Struct")
        case "!ruby/exception", "!ruby/exception:": self = .refused("Exception")
        case "!ruby/range": self = .refused("Range")
        default:
            let prefixes = [
                "!ruby/object:", "!ruby/struct:", "!ruby/exception:", "!ruby/array:", "!ruby/hash:",
                "!ruby/hash-with-ivars:", "!ruby/marshalable:", "!map:", "!str:", "!ruby/string:", "!ruby/data:",
            ]
            self = RubyClassTag.name(in: tag, after: prefixes).map { .refused($0) } ?? .none
        }
    }
}

enum RubyClassTag {
    /// The name of the class in a tag such as `!ruby/object:Foo`.
    static func name(in tag: String, after prefixes: [String]) -> String? {
        for prefix in prefixes where tag.hasPrefix(prefix) {
            let name = tag.dropFirst(prefix.count)
            return name.isEmpty ? nil : String(name)
        }
        return nil
    }
}
