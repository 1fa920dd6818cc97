/// A piece of YAML to be written: only the shapes that our pipelines use.
package indirect enum YAMLValue: Equatable, Sendable {
    /// One value; the writer finds the style that keeps it a string.
    case scalar(String)
    /// What stands as it is: `true`, `false`, a number.
    case literal(String)
    /// Scalars on one line, in brackets.
    case flow([String])
    case sequence([Item])
    case mapping([Entry])

    /// An element of a sequence, with the comment that stands above it.
    package struct Item: Equatable, Sendable {
        package let comment: String?
        package let value: YAMLValue

        package init(_ value: YAMLValue, comment: String? = nil) {
            self.comment = comment
            self.value = value
        }
    }

    /// A key with its value, with the comment that stands above it.
    package struct Entry: Equatable, Sendable {
        package let comment: String?
        package let key: String
        package let value: YAMLValue

        package init(_ key: String, _ value: YAMLValue, comment: String? = nil) {
            self.comment = comment
            self.key = key
            self.value = value
        }

        package init(_ key: String, _ value: String, comment: String? = nil) {
            self.init(key, .scalar(value), comment: comment)
        }
    }
}
