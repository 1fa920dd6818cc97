import Diagnostics
import GitLabCI
import Testing

/// Simulations of every valid case of GitLab: none fails, and what they say is consistent.
struct SimulationConformanceTests {
    static let requests = [
        Simulation.push, Simulation.branch.changing("src/a"), Simulation.newBranch, Simulation.tag,
        Simulation.mergeRequest, Simulation.schedule, Simulation.web,
    ]

    @Test(.enabled(if: ConformanceSuite.isThere, "the conformance set is not beside the repository"))
    func `every valid case can be simulated`() throws {
        let suite = try #require(ConformanceSuite())
        var count = 0
        for verdict in suite.verdicts where verdict.valid {
            let (file, environment) = try #require(suite.environment(of: verdict))
            let loaded = PipelineLoader(environment).load(file)
            let root = try #require(loaded.configuration, "\(verdict.case)")
            let pipeline = try #require(loaded.pipeline, "\(verdict.case)")
            for request in Self.requests {
                var simulator = Simulator(root: root, pipeline: pipeline, request: request, files: environment.files)
                let result = simulator.run()
                check(result, verdict)
                count += 1
            }
        }
        #expect(count > 2000)
    }

    private func check(_ result: SimulatedPipeline, _ verdict: ConformanceSuite.Verdict) {
        #expect(result.stages == unique(verdict.stages), "\(verdict.case)")
        switch result.outcome {
        case .filteredByWorkflow:
            #expect(result.jobs.isEmpty && result.messages.count == 1, "\(verdict.case)")
            return
        case .created:
            #expect(result.jobs.contains { $0.settings != nil } && result.messages.isEmpty, "\(verdict.case)")
        case .noJobs, .refused: #expect(!result.messages.isEmpty, "\(verdict.case)")
        case .undecided: break
        }
        #expect(Set(result.jobs.map(\.name)) == Set(verdict.jobs), "\(verdict.case)")
        for job in result.jobs {
            #expect(result.stages.contains(job.stage), "\(verdict.case)")
            if case .undecided(let ways, let dependencies) = job.verdict {
                #expect(ways.count > 1 && !dependencies.isEmpty, "\(verdict.case): \(job.name)")
            }
        }
    }

    private func unique(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }
}
