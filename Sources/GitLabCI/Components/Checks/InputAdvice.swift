import Diagnostics

/// Inputs that nobody can understand, and inputs that do nothing.
enum InputAdvice {
    static func findings(_ text: ComponentText) -> [Diagnostic] {
        let inputs = text.spec["inputs"]?.mapping?.entries ?? []
        let used = usedNames(text)
        return inputs.flatMap { input in
            var found: [Diagnostic] = []
            if input.value["description"]?.isBlank ?? true {
                found.append(
                    Diagnostic(
                        id: "component-input-description", severity: .warning,
                        message: "the input \"\(input.name)\" has no \"description\", which the catalog shows to users",
                        at: input.keySpan, docs: "https://docs.gitlab.com/ci/yaml/#specinputsdescription"))
            }
            if !used.contains(input.name) {
                found.append(
                    Diagnostic(
                        id: "component-input-unused", severity: .warning,
                        message:
                            "the input \"\(input.name)\" is not used; remove it, or write $[[ inputs.\(input.name) ]]",
                        at: input.keySpan))
            }
            return found
        }
    }

    /// The inputs that the content names, or the conditions of other inputs.
    private static func usedNames(_ text: ComponentText) -> Set<String> {
        let conditions = text.spec["inputs"].map(ComponentText.texts) ?? []
        var names: Set<String> = []
        for (text, _) in text.texts + conditions {
            for block in InterpolationBlock.all(in: text) {
                let path = block.data.prefix { $0 != "|" && !$0.isWhitespace }
                let parts = path.split(separator: ".", maxSplits: 1)
                if parts.count == 2, parts[0] == "inputs" { names.insert(String(parts[1].prefix { $0 != "[" })) }
            }
        }
        return names
    }
}
