import Supervision
import Testing

@Suite struct ExitCodeTests {
    @Test(arguments: [0, 1, 2, 7, 42, 126, 127, 255])
    func theClientsCodeIsOurs(_ code: Int32) throws {
        let sandbox = try Sandbox()
        let outcome = try sandbox.runner("build").client("connect;exit:\(code)").run()
        #expect(outcome.status == .exited(code))
        sandbox.expectNothingLeft()
    }

    @Test(arguments: [2, 9, 11, 15] as [Int32])
    func aSignalThatEndsTheClientIsReportedAsAShellDoes(_ signal: Int32) throws {
        let sandbox = try Sandbox()
        let outcome = try sandbox.runner("build").client("connect;die:\(signal)").run()
        #expect(outcome.status == .exited(128 + signal))
        sandbox.expectNothingLeft()
    }
}
