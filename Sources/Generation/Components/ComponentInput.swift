package import YAMLTree

/// An input of a component: what its header says of it, and how its content refers to it.
///
/// https://docs.gitlab.com/ci/yaml/#specinputs
package struct ComponentInput: Equatable, Sendable {
    package enum Kind: String, Sendable {
        case string, number, boolean, array
    }

    package let name: String
    package let kind: Kind
    /// One sentence or more.
    package let meaning: String
    /// What counts when no value is given; nil where one has to be.
    package var fallback: YAMLValue?
    /// The values that are allowed; empty where any is.
    package let options: [String]
    /// The regular expression that the value has to match.
    package let pattern: String?

    package init(
        _ name: String, _ kind: Kind = .string, fallback: YAMLValue?, options: [String] = [], pattern: String? = nil,
        _ meaning: String
    ) {
        self.name = name
        self.kind = kind
        self.meaning = meaning
        self.fallback = fallback
        self.options = options
        self.pattern = pattern
    }

    /// The block that stands for the value; alone in its place, it keeps the type of the value.
    package var block: String { "$[[ inputs.\(name) ]]" }

    /// The variable of the job that holds the value.
    ///
    /// Scripts read values from variables: a value that was put into the text of a script could end a quote in it.
    var variable: String {
        "INPUT_" + String(name.uppercased().map { $0 == "-" ? "_" : $0 })
    }

    /// The variable with its value.
    var variableEntry: YAMLValue.Entry { .init(variable, block) }

    /// The input in the header.
    var header: YAMLValue.Entry {
        var entries: [YAMLValue.Entry] = []
        if kind != .string { entries.append(.init("type", kind.rawValue)) }
        entries.append(.init("description", meaning))
        if let fallback { entries.append(.init("default", fallback)) }
        if !options.isEmpty {
            let isText = kind == .string
            entries.append(
                .init("options", .sequence(options.map { .init(isText ? .scalar($0) : .literal($0)) })))
        }
        if let pattern { entries.append(.init("regex", pattern)) }
        return .init(name, .mapping(entries))
    }
}
