import BuildKit

/// The tables of the help text, made from the contract.
enum Reference {
    static let exitCodes: String = {
        let rows =
            RunnerExitCode.allCases.map { row("\($0.rawValue)", $0.summary) } + [row("128+n", "signal n ended the run")]
        return (["EXIT CODES (any other is the client's own):"] + rows).joined(separator: "\n")
    }()

    static let variables: String = {
        let rows = RunnerVariable.allCases.map { row($0.rawValue, $0.summary) }
        return (["ENVIRONMENT:"] + rows).joined(separator: "\n")
    }()

    /// Docker's options: those that work, those that are ignored as Docker ignores them, those that cannot work here.
    static let dockerOptions: String = {
        func names(_ isMeant: (BuildxOption.Effect) -> Bool) -> [String] {
            BuildxOption.all.filter { isMeant($0.effect) }.map { option in
                (option.short.map { "-\($0), " } ?? "") + option.name + (option.takesValue ? "=…" : "")
            }
        }
        let working = names { if case .sets = $0 { true } else { false } }
        let ignored = names { if case .ignored = $0 { true } else { false } }
        var lines = ["OPTIONS OF DOCKER BUILDX BUILD:", "  " + working.joined(separator: "; ")]
        lines += ["  Ignored with a warning, as Docker ignores them: " + ignored.joined(separator: "; ")]
        for option in BuildxOption.all {
            if case .refused(let instead) = option.effect { lines.append("  Not \(option.name): \(instead)") }
        }
        return lines.joined(separator: "\n")
    }()

    private static func row(_ name: String, _ text: String) -> String {
        "  " + name + String(repeating: " ", count: max(1, 29 - name.count)) + text
    }
}
