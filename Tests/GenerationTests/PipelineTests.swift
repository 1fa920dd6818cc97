import BuildRequests
import Diagnostics
import Foundation
import GitLabCI
import RecordedText
import Testing

@testable import Generation

/// Whole pipelines against the files in `Snapshots`.
struct PipelineTests {
    @Test(arguments: Sample.recorded) func `is the recorded text`(sample: Sample) throws {
        try RecordedText.expect(Pipeline.text(of: try Plan(sample.request)), in: "\(sample.name).yml")
    }

    @Test func `several images share what they have in common`() throws {
        let sample = try #require(Sample.recorded.first { $0.name == "several" })
        let text = Pipeline.text(of: try Plan(sample.request))
        #expect(text.components(separatedBy: "BUILDKIT_HOST: ").count == 2)
        #expect(text.components(separatedBy: "extends: .build-with-buildkit").count == 4)
    }

    @Test(arguments: BuildRequest.Mode.allCases) func `the service alone has an image of its own`(
        mode: BuildRequest.Mode
    ) throws {
        let text = Pipeline.text(of: try Plan(Sample("", mode).request))
        #expect(text.contains("services:") == (mode == .service))
    }
}
