import BuildKit
import FoundationEssentials
import Testing

@Suite struct ReadmeTests {
    @Test func exitCodesAreThoseOfTheContract() throws {
        let readme = try String(contentsOfFile: "README.md", encoding: .utf8)
        for code in RunnerExitCode.allCases {
            #expect(readme.contains("| \(code.rawValue) | \(code.summary) |"), "README.md lacks the row of \(code)")
        }
    }

    @Test func everyVariableIsNamed() throws {
        let readme = try String(contentsOfFile: "README.md", encoding: .utf8)
        // The TLS variables are named by the first of them.
        for variable in RunnerVariable.allCases where !variable.rawValue.hasPrefix("BUILDKIT_RUN_TLS") {
            #expect(readme.contains("`\(variable.rawValue)`"), "README.md does not name \(variable.rawValue)")
        }
    }
}
