import BuildRequests
import YAMLTree

/// The options of the build that inputs of a component decide on; they join the shell's arguments, which keep each word
/// whole.
enum ArgumentsScript {
    static func item(for arguments: [DeferredArgument]) -> YAMLValue.Item? {
        guard !arguments.isEmpty else { return nil }
        return .init(
            .scalar(arguments.map(line).joined(separator: "\n") + "\n"), comment: "What the inputs ask for beyond that."
        )
    }

    private static func line(_ argument: DeferredArgument) -> String {
        let variable = "\"$\(argument.variable)\""
        let option = "set -- \"$@\" \(argument.option) "
        let value = ShellWord.quoting(VariableText("\(argument.prefix)$\(argument.variable)"))
        switch argument.form {
        case .text: return "if [ -n \(variable) ]; then \(option)\(value); fi"
        case .unless(let other): return "if [ \(variable) != \(other) ]; then \(option)\(value); fi"
        case .flag: return "if [ \(variable) = true ]; then \(option)\(argument.prefix); fi"
        case .list:
            let each = ShellWord.quoting(VariableText("\(argument.prefix)$each"))
            return "for each in $\(argument.variable); do \(option)\(each); done"
        }
    }
}
