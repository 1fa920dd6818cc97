import ArgumentParser
import BuildKit
import Testing

@testable import RunnerCommands

@Suite struct ReferenceTests {
    @Test func theHelpHasEveryExitCodeAndVariable() {
        let help = BuildKitRun.helpMessage(columns: 200)
        for code in RunnerExitCode.allCases { #expect(help.contains("  \(code.rawValue) "), "\(code)") }
        for variable in RunnerVariable.allCases { #expect(help.contains("  \(variable.rawValue) "), "\(variable)") }
        #expect(help.contains("128+n"))
        for verb in Verb.allCases { #expect(help.contains("  \(verb) ")) }
    }

    @Test func everyVerbIsACommand() {
        let names = BuildKitRun.configuration.subcommands.map { $0.configuration.commandName ?? "" }
        #expect(names == Verb.allCases.map(\.rawValue))
    }

    @Test func theCodesAreThoseOfTheContract() {
        #expect(RunnerExitCode.allCases.map(\.rawValue) == [1, 64, 69, 70, 71, 75, 77, 78, 126, 127])
        #expect(RunnerExitCode.endedBySignal(15) == 143)
    }
}
