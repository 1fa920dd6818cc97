package import Diagnostics

/// A node of a document: a scalar, a sequence, a mapping, or an alias of another node.
package struct YAMLNode: Sendable {
    /// An index into the nodes of one document. A node precedes its children; an alias may name any node that begins
    /// before it, even one that it stands in.
    package struct ID: Hashable, Sendable {
        package let index: Int32

        init(_ index: Int) { self.index = Int32(truncatingIfNeeded: index) }
    }

    package enum ScalarStyle: Hashable, Sendable {
        case plain
        case singleQuoted
        case doubleQuoted
        case literal
        case folded
    }

    /// A key and its value, as they are written: duplicates and merge keys are all there.
    package struct Pair: Hashable, Sendable {
        package let key: ID
        package let value: ID
    }

    package enum Content: Sendable {
        case scalar(String, ScalarStyle)
        case sequence([ID])
        case mapping([Pair])
        /// What `*name` stands for; nil when no anchor of that name comes before.
        case alias(name: String, target: ID?)
    }

    package internal(set) var content: Content
    /// Offsets into the file, from the anchor or the tag (where there is one) to the end of the content.
    package internal(set) var start: UInt32
    package internal(set) var end: UInt32
    /// The tag in full, such as `!reference` or `tag:yaml.org,2002:str`; nil when none is written.
    package let tag: String?
    package let anchor: String?
}

/// Two keys of one mapping with the same text. The later one counts, for GitLab as for us.
package struct DuplicateKey: Hashable, Sendable {
    package let key: String
    package let first: SourceSpan
    package let again: SourceSpan
}
