/// The command line of `docker buildx build`, without `docker buildx build`.
package struct BuildxArguments: Equatable, Sendable {
    /// The values of each option in their order; of an option without a value `true` or `false`.
    package private(set) var values: [BuildxOption.Field: [String]] = [:]
    /// A directory or a URL.
    package private(set) var context: String
    /// What is ignored, for people.
    package private(set) var notes: [String] = []

    /// - Throws: `BuildxError` for an option that is unknown or cannot be done, a missing value or context.
    package init(_ arguments: [String]) throws(BuildxError) {
        context = ""
        var contexts: [String] = []
        var rest = arguments[...]
        while let word = rest.popFirst() {
            if word == "--" {
                contexts += rest
                rest = []
            } else if word.hasPrefix("--") {
                let name = String(word.prefix { $0 != "=" })
                guard let option = BuildxOption.all.first(where: { $0.name == name }) else {
                    throw BuildxError(
                        "the option \"\(name)\" is unknown; buildkit-run image --help lists those there are")
                }
                let value = name.count < word.count ? String(word.dropFirst(name.count + 1)) : nil
                try apply(option, value, &rest)
            } else if word.hasPrefix("-"), word != "-" {
                try applyShort(word.dropFirst(), &rest)
            } else {
                contexts.append(word)
            }
        }
        guard let context = contexts.first, contexts.count == 1 else {
            throw BuildxError(
                contexts.isEmpty
                    ? "the context is missing; end the command with a directory, such as ."
                    : "there are \(contexts.count) contexts, \(contexts.map { "\"\($0)\"" }.joined(separator: ", ")); give one"
            )
        }
        self.context = context
    }

    /// `-qt name`, `-tname`, `-t=name`: letters without values, at the end one with a value.
    private mutating func applyShort(_ letters: Substring, _ rest: inout ArraySlice<String>) throws(BuildxError) {
        var letters = letters
        while let letter = letters.popFirst() {
            guard let option = BuildxOption.all.first(where: { $0.short == letter }) else {
                throw BuildxError(
                    "the option \"-\(letter)\" is unknown; buildkit-run image --help lists those there are")
            }
            guard option.takesValue || letters.hasPrefix("=") else {
                try apply(option, nil, &rest)
                continue
            }
            let value = letters.hasPrefix("=") ? letters.dropFirst() : letters
            return try apply(option, letters.isEmpty ? nil : String(value), &rest)
        }
    }

    private mutating func apply(
        _ option: BuildxOption, _ given: String?, _ rest: inout ArraySlice<String>
    ) throws(BuildxError) {
        var value = given
        if option.takesValue, value == nil { value = rest.popFirst() }
        if option.takesValue, value == nil { throw BuildxError("the option \(option.name) needs a value") }
        if !option.takesValue {
            guard let isOn = Self.boolean(value ?? "true") else {
                throw BuildxError("the option \(option.name) has the value \"\(value ?? "")\"; write true or false")
            }
            // Switched off, an option does nothing, also one that could not be done.
            if !isOn, case .sets = option.effect {} else if !isOn { return }
            value = isOn ? "true" : "false"
        }
        switch option.effect {
        case .sets(let field): values[field, default: []].append(value ?? "")
        case .ignored(let why): notes.append("\(option.name): \(why)")
        case .refused(let instead): throw BuildxError("the option \(option.name) is not possible here; \(instead)")
        }
    }

    /// Adds values to those of the command line.
    package mutating func append(_ added: [String], to field: BuildxOption.Field) {
        if !added.isEmpty { values[field, default: []] += added }
    }

    /// Sets values in the place of those of the command line.
    package mutating func replace(_ field: BuildxOption.Field, by replacement: [String]) {
        values[field] = replacement
    }

    /// As Go reads a boolean.
    static func boolean(_ text: String) -> Bool? {
        switch text {
        case "1", "t", "T", "true", "TRUE", "True": true
        case "0", "f", "F", "false", "FALSE", "False": false
        default: nil
        }
    }

    /// All values of an option.
    package func all(_ field: BuildxOption.Field) -> [String] { values[field] ?? [] }

    /// The value that counts where an option stands for one thing: the last.
    package func last(_ field: BuildxOption.Field) -> String? { values[field]?.last.flatMap { $0.isEmpty ? nil : $0 } }

    package func isOn(_ field: BuildxOption.Field) -> Bool { values[field]?.last == "true" }

    /// The values of an option that may be repeated or hold several between commas.
    package func list(_ field: BuildxOption.Field) -> [String] {
        all(field).flatMap { $0.split(separator: ",").map(String.init) }
    }
}
