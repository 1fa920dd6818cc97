import GitLabCI
import Testing

/// Whether there is a pipeline at all, and what GitLab says if not.
struct SimulatedPipelineTests {
    typealias Row = (text: String, outcome: SimulatedPipeline.Outcome, messages: [String])

    static let noJobs =
        "Pipeline will not run for the selected trigger. "
        + "The rules configuration prevented any jobs from being added to the pipeline."

    static func missing(_ job: String, _ need: String) -> String {
        "'\(job)' job needs '\(need)' job, but '\(need)' does not exist in the pipeline. "
            + "This might be because of the only, except, or rules keywords. "
            + "To need a job that sometimes does not exist in the pipeline, use needs:optional."
    }

    static let rows: [Row] = [
        ("a: {script: x}", .created, []),
        (
            "workflow: {rules: [{if: $CI_COMMIT_TAG}]}\na: {script: x}", .filteredByWorkflow,
            ["Pipeline filtered out by workflow rules."]
        ),
        (
            "workflow: {rules: [{if: $CI, when: never}]}\na: {script: x}", .filteredByWorkflow,
            ["Pipeline filtered out by workflow rules."]
        ),
        ("workflow: {name: x}\na: {script: x}", .created, []),
        ("workflow: {rules: [{if: $CI_COMMIT_TITLE}]}\na: {script: x}", .undecided, []),
        ("workflow: {rules: [{if: $CI_COMMIT_TITLE}, {when: always}]}\na: {script: x}", .created, []),
        ("a: {script: x, only: [tags]}", .noJobs, [noJobs]),
        ("a: {stage: .pre, script: x}\nb: {stage: .post, script: x}", .noJobs, [noJobs]),
        ("a: {script: x, rules: [{if: $CI_COMMIT_TITLE}]}", .undecided, []),
        ("a: {script: x, only: [tags]}\nb: {script: x, needs: [a]}", .refused, [missing("b", "a")]),
        ("a: {script: x, only: [tags]}\nb: {script: x, needs: [{job: a, optional: true}]}", .created, []),
        ("a: {script: x, only: [tags]}\nb: {script: x, dependencies: [a]}", .created, []),
        ("a: {script: x, rules: [{if: $CI_COMMIT_TITLE}]}\nb: {script: x, needs: [a]}", .undecided, []),
        (
            "a: {script: x, only: [tags], parallel: 2}\nb: {script: x, needs: [a]}", .refused,
            [missing("b", "a 1/2"), missing("b", "a 2/2")]
        ),
        (
            "a: {script: x, only: [tags]}\nb: {script: x}\nc: {script: x, needs: [a], rules: [{if: $CI, needs: [b]}]}",
            .created, []
        ),
        ("a: {script: x, only: [tags]}\nb: {script: x, rules: [{if: $CI, needs: [a]}]}", .refused, [missing("b", "a")]),
        ("a: {script: x, only: [tags]}\nb: {trigger: g/p, needs: [a]}", .refused, [missing("b", "a")]),
        // In the order of the stages, not of the file.
        (
            "z: {stage: deploy, script: x, needs: [a]}\na: {stage: build, script: x, only: [tags]}\nb: {script: x, needs: [a]}",
            .refused, [missing("b", "a"), missing("z", "a")]
        ),
        (
            "a: {script: x, variables: {A: $B, B: $A}}", .refused,
            ["a: circular variable reference detected: [\"A\", \"B\"]"]
        ),
        ("a: {script: x, variables: {A: $A}}", .created, []),
        ("a: {script: x, variables: {A: {value: $B, expand: false}, B: $A}}", .created, []),
    ]

    @Test(arguments: rows) func `the outcome is GitLab's`(row: Row) throws {
        let pipeline = try Simulation.run(row.text, Simulation.push)
        #expect(pipeline.outcome == row.outcome, "\(row.text)")
        #expect(pipeline.messages == row.messages, "\(row.text)")
    }

    @Test func `a job may need fifty others, not more`() throws {
        func text(_ count: Int) -> String {
            let jobs = (1...count).map { "j\($0): {stage: build, script: x}" }.joined(separator: "\n")
            return jobs + "\nlast: {script: x, needs: [\((1...count).map { "j\($0)" }.joined(separator: ", "))]}\n"
        }
        #expect(try Simulation.run(text(50), Simulation.push).outcome == .created)
        let refused = try Simulation.run(text(51), Simulation.push)
        #expect(
            refused.messages == [
                "last: one job can only need 50 others, but you have listed 51. See needs keyword documentation for more details"
            ])
    }

    @Test func `parts of a matrix are judged one by one`() throws {
        let text = """
            build:
              script: x
              parallel: {matrix: [{ARCH: [amd64, arm64]}]}
              rules: [{if: '$ARCH == "amd64"'}]
            """
        let pipeline = try Simulation.run(text, Simulation.push)
        #expect(Simulation.fate(of: "build: [amd64]", in: pipeline) == "on_success")
        #expect(Simulation.fate(of: "build: [arm64]", in: pipeline) == "out")
    }

    @Test func `stages keep their order and come once`() throws {
        let text = "stages: [b, a, b]\nx: {stage: a, script: x}\ny: {stage: b, script: x}\n"
        let pipeline = try Simulation.run(text, Simulation.push)
        #expect(pipeline.stages == [".pre", "b", "a", ".post"])
        #expect(pipeline.jobs(in: "b").map(\.name) == ["y"])
    }
}
