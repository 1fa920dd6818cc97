import Supervision
import Testing

/// Swift Testing has an `ExitStatus` of its own.
typealias ExitStatus = Supervision.ExitStatus

@Suite struct ExitStatusTests {
    @Test(arguments: [
        (0x0000, ExitStatus.exited(0), 0), (0x0100, .exited(1), 1), (0xff00, .exited(255), 255),
        (0x000f, .signalled(15), 143), (0x0089, .signalled(9), 137), (0x008b, .signalled(11), 139),
    ])
    func statusesAreDecoded(_ raw: Int32, _ status: ExitStatus, _ code: Int32) {
        #expect(ExitStatus(waitStatus: raw) == status)
        #expect(status.shellCode == code)
    }

    @Test(arguments: [0x137f, 0xffff] as [Int32])
    func stoppedAndContinuedProcessesHaveNotEnded(_ raw: Int32) {
        #expect(ExitStatus(waitStatus: raw) == nil)
    }
}
