import Diagnostics
import FoundationEssentials
import GitLabCI
import Testing

/// What can be loaded of mutated configurations can be expanded and simulated: the expanded text is loaded again with the
/// same verdict and the same jobs, and nothing crashes.
///
/// `MUTATIONS` in the environment sets how many inputs are tried.
struct ExpansionMutationTests {
    @Test(.enabled(if: ConformanceSuite.isThere, "the conformance set is not beside the repository"))
    func expandsAndSimulatesMutatedConfigurations() throws {
        let suite = try #require(ConformanceSuite())
        let count = ProcessInfo.processInfo.environment["MUTATIONS"].flatMap(Int.init) ?? 2000
        let texts = suite.verdicts.compactMap { suite.environment(of: $0)?.file.bytes }
        let project = MemoryProject(texts: ["x.yml": "x: {script: y}\n"])
        let loader = PipelineLoader(LoadingEnvironment(files: project))
        var mutation = Mutation(seed: 7)
        var expanded = 0
        var simulated = 0
        for _ in 0..<count {
            let bytes = mutation.apply(to: texts[mutation.below(texts.count)])
            let report = loader.load(SourceFile(name: ".gitlab-ci.yml", bytes: bytes))
            guard report.isComplete, let root = report.configuration, !Self.hasOddKey(root) else { continue }
            let text = ExpandedText.of(root, showsOrigins: mutation.below(2) == 0)
            let again = loader.load(SourceFile(name: "expanded.yml", text: text))
            // The limit of size counts the text, which is longer than one with aliases.
            guard text.utf8.count < 1_000_000 else { continue }
            expanded += 1
            #expect(
                again.configuration != nil,
                "\(again.errors)\n\(text)\n--- from\n\(String(decoding: bytes, as: UTF8.self))")
            #expect(again.errors.isEmpty == report.errors.isEmpty, "\(again.errors)\n\(report.errors)\n\(text)")
            #expect(again.jobs == report.jobs, "\(text)")
            guard let pipeline = report.pipeline else { continue }
            simulated += 1
            for request in SimulationConformanceTests.requests {
                var simulator = Simulator(root: root, pipeline: pipeline, request: request, files: project)
                #expect(simulator.run().jobs.count <= pipeline.jobs.count)
            }
        }
        #expect(expanded > count / 4 && simulated > count / 20)
        print("mutations: \(count) inputs, \(expanded) expanded, \(simulated) simulated")
    }

    /// Whether a key is a list or a map, which GitLab refuses everywhere and of which only Ruby's text is known.
    private static func hasOddKey(_ map: ConfigMapping) -> Bool {
        map.entries.contains { entry in
            if case .other = entry.key { return true }
            return hasOddKey(entry.value)
        }
    }

    private static func hasOddKey(_ value: ConfigValue) -> Bool {
        if let map = value.mapping { return hasOddKey(map) }
        return value.sequence?.contains { hasOddKey($0) } ?? false
    }
}
