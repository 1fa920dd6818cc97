import Testing

@testable import RunnerCommands

@Suite struct RetryPolicyTests {
    @Test func eachWaitIsTwiceTheOneBeforeAndNoneIsEndless() {
        let policy = RetryPolicy(retries: 7, delay: .seconds(2))
        let longest = (1...8).map { policy.wait(after: $0, random: 1) }
        #expect(longest == [2, 4, 8, 16, 32, 60, 60].map { Duration.seconds($0) } + [nil])
        #expect(policy.wait(after: 1, random: 0) == .seconds(1))
        #expect(RetryPolicy(retries: 0).wait(after: 1, random: 0) == nil)
    }
}
