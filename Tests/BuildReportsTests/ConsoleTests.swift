import BuildKit
import BuildReports
import Testing

@Suite struct ConsoleTests {
    @Test(.enabled(if: Samples.arePresent, "the directory ../shared/samples beside the package is absent"))
    func anyPiecesGiveTheSameText() throws {
        for name in Samples.names where name != "clip" {
            let recording = try Recording(sample: name)
            let whole = recording.console()
            for chunk in [1, 7, 4096] {
                #expect(recording.console(chunk: chunk) == whole, "\(name) in pieces of \(chunk)")
            }
        }
    }
}
