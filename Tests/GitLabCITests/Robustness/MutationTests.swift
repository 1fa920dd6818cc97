import Diagnostics
import FoundationEssentials
import GitLabCI
import Testing

/// No input may crash or hang the loader, and every place that it points at lies in its file.
///
/// `MUTATIONS` in the environment sets how many inputs are tried.
struct MutationTests {
    @Test(.enabled(if: ConformanceSuite.isThere, "the conformance set is not beside the repository"))
    func survivesMutatedConfigurations() throws {
        let suite = try #require(ConformanceSuite())
        let count = ProcessInfo.processInfo.environment["MUTATIONS"].flatMap(Int.init) ?? 2000
        let texts = suite.verdicts.compactMap { suite.environment(of: $0)?.file.bytes }
        let neighbours = MemoryProject(texts: [
            "x.yml": "spec: {inputs: {a: {default: 1}}}\n---\nx: {script: $[[ inputs.a ]]}\n",
            "ci/build.yml": "b: {script: x}\n",
        ])
        var mutation = Mutation(seed: 1)
        var slowest = Swift.Duration.zero
        for _ in 0..<count {
            let bytes = mutation.apply(to: texts[mutation.below(texts.count)])
            var report = PipelineReport()
            let time = ContinuousClock().measure {
                let file = SourceFile(name: ".gitlab-ci.yml", bytes: bytes)
                report = PipelineLoader(LoadingEnvironment(files: neighbours)).load(file)
            }
            slowest = max(slowest, time)
            let spans = report.diagnostics.flatMap { [$0.primary] + $0.related.map(\.span) }
            #expect(spans.allSatisfy { $0.start <= $0.end && $0.end <= $0.file.bytes.count })
            #expect(report.errors.allSatisfy { !$0.isEmpty })
            if time > .seconds(1) { Issue.record("\(time) for \(String(decoding: bytes, as: UTF8.self))") }
        }
        print("mutations: \(count) inputs, the slowest took \(slowest)")
    }
}
