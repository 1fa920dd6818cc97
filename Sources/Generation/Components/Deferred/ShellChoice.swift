/// A choice that the shell makes by the value of a variable.
enum ShellChoice {
    /// - Parameters:
    ///   - variable: the name of the variable, whose value is one of the options.
    ///   - branches: what is done for each; lines that each end in a line break.
    static func script(on variable: String, _ branches: [(option: String, script: String)]) -> String {
        var lines = ["case $\(variable) in"]
        for branch in branches {
            let inner = branch.script.split(separator: "\n")
            if inner.count > 1 {
                lines.append("  \(branch.option))")
                lines += inner.map { "    \($0)" }
                lines.append("    ;;")
            } else {
                lines.append("  \(branch.option)) \(inner.first ?? ":") ;;")
            }
        }
        return lines.joined(separator: "\n") + "\nesac\n"
    }
}
