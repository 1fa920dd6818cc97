/// The inputs of components as a Markdown table.
package enum InputTable {
    /// One component's inputs, or those of several in one table: an input that is the same in several stands there once.
    package static func text(of components: [ComponentDescription]) -> String {
        let isShared = components.count > 1
        var lines = [header(isShared: isShared), isShared ? "|---|---|---|---|---|" : "|---|---|---|---|"]
        for (input, users) in rows(components) {
            var cells = ["`\(input.name)`"]
            if isShared { cells.append(names(users, of: components)) }
            cells += [input.type, fallback(input), meaning(input)]
            lines.append("| " + cells.joined(separator: " | ") + " |")
        }
        let contexts = components.filter { !$0.context.isEmpty }
        if !contexts.isEmpty {
            lines.append("")
            lines += contexts.map { component in
                let names = component.context.map { "`component.\($0)`" }.joined(separator: ", ")
                return "\(isShared ? "`\(component.name)`" : "The component") uses \(names) of its own address."
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func header(isShared: Bool) -> String {
        isShared
            ? "| Input | Components | Type | Default | Meaning |" : "| Input | Type | Default | Meaning |"
    }

    /// The inputs in the order in which they are first seen; those of one name side by side.
    private static func rows(
        _ components: [ComponentDescription]
    ) -> [(input: ComponentDescription.Input, users: [String])] {
        var rows: [(input: ComponentDescription.Input, users: [String])] = []
        for component in components {
            for input in component.inputs {
                if let same = rows.firstIndex(where: { $0.input == input }) {
                    rows[same].users.append(component.name)
                } else if let last = rows.lastIndex(where: { $0.input.name == input.name }) {
                    rows.insert((input, [component.name]), at: last + 1)
                } else {
                    rows.append((input, [component.name]))
                }
            }
        }
        return rows
    }

    /// Who has an input, as briefly as can be.
    private static func names(_ users: [String], of components: [ComponentDescription]) -> String {
        let others = components.map(\.name).filter { !users.contains($0) }
        if others.isEmpty { return "all" }
        if others.count == 1, users.count > 2, let other = others.first { return "all but \(other)" }
        return users.joined(separator: ", ")
    }

    /// A longer default would push every other column aside.
    private static func fallback(_ input: ComponentDescription.Input) -> String {
        guard let fallback = input.fallback else { return "required" }
        return fallback.count > 80 ? "see the component" : code(fallback)
    }

    private static func meaning(_ input: ComponentDescription.Input) -> String {
        var sentences: [String] = []
        if !input.description.isEmpty { sentences.append(sentence(cell(input.description))) }
        if !input.options.isEmpty {
            sentences.append("One of " + input.options.map { code($0) }.joined(separator: ", ") + ".")
        }
        if let pattern = input.pattern { sentences.append("Must match " + code(pattern) + ".") }
        return sentences.joined(separator: " ")
    }

    private static func sentence(_ text: String) -> String {
        text.last.map { ".!?:".contains($0) } ?? true ? text : text + "."
    }

    /// Text that stays in its cell.
    private static func cell(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }

    /// Text as code, whatever back quotes it holds (CommonMark 6.1).
    private static func code(_ text: String) -> String {
        var longest = 0
        var run = 0
        for character in text {
            run = character == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        let needsSpace = text.hasPrefix("`") || text.hasSuffix("`")
        let inner = needsSpace ? " \(text) " : text
        return fence + cell(inner) + fence
    }
}
