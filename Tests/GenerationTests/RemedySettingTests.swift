import BuildKit
import Diagnostics
import GitLabCI
import Testing

/// What the catalogue of failures tells people to write into a job.
struct RemedySettingTests {
    @Test(arguments: KnownFailure.all) func `is a job that GitLab takes`(failure: KnownFailure) {
        for setting in failure.settings where setting.place == .job {
            let script = setting.lines.contains("script:") ? [] : ["script: echo"]
            let lines = ["job:"] + (script + setting.lines).map { "  \($0)" }
            let file = SourceFile(name: "ci.yml", text: lines.joined(separator: "\n") + "\n")
            let report = PipelineLoader(LoadingEnvironment(files: MemoryProject())).load(file)
            #expect(report.diagnostics == [], "\(failure.id)")
        }
    }
}
