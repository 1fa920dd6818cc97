import BuildKit
import Testing

@Suite struct OutcomeTests {
    @Test func everyClassHasTheCodeOfTheContract() {
        #expect(Outcome.allCases.map(\.exitCode) == [0, 1, 69, 75, 77, 78])
        #expect(Outcome.allCases.filter(\.isWorthRetrying) == [.transient])
    }

    @Test func aJobIsNotRetriedForAnImageThatCanNeverBeBuilt() {
        #expect(Outcome.combined([.transient, .buildFault, .success]) == .buildFault)
        #expect(Outcome.combined([.success, .transient]) == .transient)
        #expect(Outcome.combined([.unavailable, .notAuthorised]) == .notAuthorised)
        #expect(Outcome.combined([]) == .success)
    }
}
