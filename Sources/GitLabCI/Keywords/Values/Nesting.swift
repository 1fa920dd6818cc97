/// Lists inside of lists.
enum Nesting {
    /// How deep lists of commands, rules and stages may be nested.
    static let limit = 10

    static func holds(_ value: ConfigValue?, levels: Int, leaf: (ConfigValue) -> Bool) -> Bool {
        guard let members = value?.sequence else { return false }
        return members.allSatisfy { leaf($0) || (levels > 1 && holds($0, levels: levels - 1, leaf: leaf)) }
    }

    /// The first value that is neither a leaf nor a list.
    static func culprit(_ value: ConfigValue?, leaf: (ConfigValue) -> Bool) -> ConfigValue? {
        guard let value else { return nil }
        guard let members = value.sequence else { return leaf(value) ? nil : value }
        for member in members where !leaf(member) {
            if let found = culprit(member, leaf: leaf) { return found }
        }
        return nil
    }

    static func place(_ value: ConfigValue?, leaf: (ConfigValue) -> Bool) -> Violation.Place {
        culprit(value, leaf: leaf).map { .span($0.span) } ?? .value
    }
}
