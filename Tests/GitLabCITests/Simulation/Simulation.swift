import Diagnostics
import GitLabCI
import Testing

/// Short ways to ask for a simulation in tests.
enum Simulation {
    static func run(
        _ text: String, _ request: SimulationRequest, files: [String] = []
    ) throws -> SimulatedPipeline {
        let project = MemoryProject(texts: Dictionary(uniqueKeysWithValues: files.map { ($0, "") }))
        let loaded = PipelineLoader(LoadingEnvironment(files: project))
            .load(SourceFile(name: ".gitlab-ci.yml", text: text))
        #expect(loaded.errors.isEmpty)
        let root = try #require(loaded.configuration)
        let pipeline = try #require(loaded.pipeline)
        var simulator = Simulator(root: root, pipeline: pipeline, request: request, files: project)
        return simulator.run()
    }

    /// What becomes of a job: its `when`, `out`, or what it depends on after a `?`.
    static func fate(of name: String, in pipeline: SimulatedPipeline) -> String? {
        guard let job = pipeline.jobs.first(where: { $0.name == name }) else { return nil }
        switch job.verdict {
        case .runs(let settings): return settings.when + (settings.mayFail ? "!" : "")
        case .leftOut: return "out"
        case .undecided(_, let dependencies):
            return "?" + dependencies.map(RuleText.describe).joined(separator: ", ")
        }
    }

    // MARK: Requests

    static let push = SimulationRequest(source: .push, ref: "main")
    static let branch = SimulationRequest(source: .push, ref: "feature/a")
    static var newBranch: SimulationRequest {
        var request = branch
        request.isNewBranch = true
        return request
    }
    static var tag: SimulationRequest {
        var request = SimulationRequest(source: .push, ref: "v1.2")
        request.isTag = true
        return request
    }
    static var mergeRequest: SimulationRequest {
        var request = SimulationRequest(source: .mergeRequest, ref: "feature/a")
        request.mergeRequest = .init(sourceBranch: "feature/a", targetBranch: "main")
        return request
    }
    static let schedule = SimulationRequest(source: .schedule, ref: "main")
    static let web = SimulationRequest(source: .web, ref: "main")
}

extension SimulationRequest {
    func changing(_ paths: String...) -> SimulationRequest {
        var copy = self
        copy.changedPaths = paths
        return copy
    }

    func setting(_ variables: [String: String]) -> SimulationRequest {
        var copy = self
        copy.variables = variables
        return copy
    }

    func project(_ path: String) -> SimulationRequest {
        var copy = self
        copy.project = path
        return copy
    }
}
