import GitLabCI
import Testing

/// What `only` and `except` make of a job.
struct PolicyTests {
    typealias Row = (keywords: String, request: SimulationRequest, fate: String)

    static let refs: [Row] = [
        ("only: [main]", Simulation.push, "on_success"),
        ("only: [main]", Simulation.branch, "out"),
        ("only: [branches]", Simulation.branch, "on_success"),
        ("only: [branches]", Simulation.tag, "out"),
        ("only: [tags]", Simulation.tag, "on_success"),
        ("only: [v1.2]", Simulation.tag, "on_success"),
        ("only: [/^feat/]", Simulation.branch, "on_success"),
        ("only: [/^FEAT/i]", Simulation.branch, "on_success"),
        ("only: [/^feat/]", Simulation.push, "out"),
        // Names and patterns mean nothing in pipelines for merge requests.
        ("only: [/^feat/]", Simulation.mergeRequest, "out"),
        ("only: [feature/a]", Simulation.mergeRequest, "out"),
        ("only: [merge_requests]", Simulation.mergeRequest, "on_success"),
        ("only: [merge_requests]", Simulation.branch, "out"),
        ("only: [schedules]", Simulation.schedule, "on_success"),
        ("only: [schedule]", Simulation.schedule, "on_success"),
        ("only: [pushes]", Simulation.push, "on_success"),
        ("only: [web]", Simulation.web, "on_success"),
        ("only: [triggers]", SimulationRequest(source: .trigger, ref: "main"), "on_success"),
        ("only: [api]", SimulationRequest(source: .api, ref: "main"), "on_success"),
        ("only: [pipelines]", SimulationRequest(source: .pipeline, ref: "main"), "on_success"),
        ("only: [main@g/p]", Simulation.push.project("g/p"), "on_success"),
        ("only: [main@g/p]", Simulation.push.project("g/q"), "out"),
        ("only: [main@g/p]", Simulation.push, "?the path of the project"),
        ("only: [main@g/p]", Simulation.branch, "out"),
        ("except: [main]", Simulation.push, "out"),
        ("except: [main]", Simulation.branch, "on_success"),
        ("except: [main]", Simulation.mergeRequest, "out"),
        ("except: [schedules]", Simulation.schedule, "out"),
        ("only: [branches]\n  except: [/^feat/]", Simulation.branch, "out"),
        ("only: [branches]\n  except: [/^feat/]", Simulation.push, "on_success"),
    ]

    static let conditions: [Row] = [
        ("only: {variables: [$A, $B]}", Simulation.push.setting(["B": "1"]), "on_success"),
        ("only: {variables: [$A]}", Simulation.push, "out"),
        // refs are branches and tags where they are not written.
        ("only: {variables: [$A]}", Simulation.mergeRequest.setting(["A": "1"]), "out"),
        ("only: {refs: [merge_requests], variables: [$A]}", Simulation.mergeRequest.setting(["A": "1"]), "on_success"),
        ("only: {changes: [a]}", Simulation.push.changing("a"), "on_success"),
        ("only: {changes: [a]}", Simulation.push.changing("b"), "out"),
        ("only: {changes: [a]}", Simulation.push, "?the changed files"),
        ("only: {changes: [a]}", Simulation.tag, "on_success"),
        ("only: {changes: [$A]}", Simulation.push.changing("a").setting(["A": "a"]), "out"),
        ("only: {kubernetes: active}", Simulation.push, "?whether a Kubernetes cluster is connected"),
        ("only: {kubernetes: active}", Simulation.push.setting(["CI_KUBERNETES_ACTIVE": "true"]), "on_success"),
        ("only: {refs: [main], variables: [$A]}", Simulation.branch.setting(["A": "1"]), "out"),
        // One condition of except is enough.
        ("except: {refs: [tags], variables: [$A]}", Simulation.push.setting(["A": "1"]), "out"),
        ("except: {refs: [tags], variables: [$A]}", Simulation.push, "on_success"),
        ("except: {changes: [a]}", Simulation.schedule, "out"),
        ("when: manual", Simulation.push, "manual!"),
        ("when: manual\n  allow_failure: false", Simulation.push, "manual"),
        ("allow_failure: true", Simulation.push, "on_success!"),
        ("only: null", Simulation.push, "on_success"),
        ("stage: test", Simulation.push, "on_success"),
        ("stage: test", Simulation.tag, "on_success"),
        ("stage: test", Simulation.mergeRequest, "out"),
    ]

    @Test(arguments: refs + conditions) func `a policy decides`(row: Row) throws {
        let pipeline = try Simulation.run("job:\n  script: x\n  \(row.keywords)\n", row.request)
        #expect(Simulation.fate(of: "job", in: pipeline) == row.fate, "\(row.keywords)")
    }

    @Test func `rules of the workflow take the default away`() throws {
        let text = """
            workflow: {rules: [{when: always}]}
            free: {script: x}
            excepted: {script: x, except: [tags]}
            limited: {script: x, only: {variables: [$CI]}}
            """
        let pipeline = try Simulation.run(text, Simulation.mergeRequest)
        #expect(Simulation.fate(of: "free", in: pipeline) == "on_success")
        #expect(Simulation.fate(of: "excepted", in: pipeline) == "on_success")
        #expect(Simulation.fate(of: "limited", in: pipeline) == "out")
    }
}
