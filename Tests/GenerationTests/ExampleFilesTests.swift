import BuildRequests
import Foundation
import Testing

@testable import Generation

/// The files under `ci-examples` are outputs of the generator, kept in git; these tests prove them fresh.
struct ExampleFilesTests {
    @Test func `hello is the default daemonless pipeline`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        try Snapshot.compare(
            Pipeline.text(of: try Plan(Sample("hello", .daemonless).request)),
            with: root.appending(path: "ci-examples/hello/.gitlab-ci.yml"))
    }
}
