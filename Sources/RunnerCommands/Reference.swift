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

    private static func row(_ name: String, _ text: String) -> String {
        "  " + name + String(repeating: " ", count: max(1, 29 - name.count)) + text
    }
}
