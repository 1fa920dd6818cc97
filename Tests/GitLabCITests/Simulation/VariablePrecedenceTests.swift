import GitLabCI
import Testing

/// Which of several definitions of a variable the rules see.
struct VariablePrecedenceTests {
    /// The value of `$V` as the rules of a job see it.
    private func value(
        _ text: String, job: String = "", _ request: SimulationRequest = Simulation.push
    ) throws -> String? {
        for candidate in ["pipeline", "matrix", "job", "workflow", "global", "main", ""] {
            let rule = "{if: '$V == \"\(candidate)\"'}"
            let whole = "\(text)\njob:\n  script: x\n  rules: [\(rule)]\n\(job)\n"
            let pipeline = try Simulation.run(whole, request)
            if pipeline.jobs.contains(where: { $0.settings != nil }) { return candidate }
        }
        return nil
    }

    @Test func `stronger places win`() throws {
        let global = "variables: {V: global}\n"
        let workflow = "workflow: {rules: [{if: $CI, variables: {V: workflow}}]}\n"
        let job = "  variables: {V: job}\n"
        let matrix = "  parallel: {matrix: [{V: matrix}]}\n"
        #expect(try value("") == nil)
        #expect(try value(global) == "global")
        #expect(try value(global + workflow) == "workflow")
        #expect(try value(global + workflow, job: job) == "job")
        #expect(try value(global + workflow, job: job + matrix) == "matrix")
        #expect(try value(global, job: job + matrix, Simulation.push.setting(["V": "pipeline"])) == "pipeline")
    }

    @Test func `inherit picks global variables`() throws {
        let global = "variables: {V: global, W: x}\n"
        #expect(try value(global, job: "  inherit: {variables: false}\n") == nil)
        #expect(try value(global, job: "  inherit: {variables: true}\n") == "global")
        #expect(try value(global, job: "  inherit: {variables: [V]}\n") == "global")
        #expect(try value(global, job: "  inherit: {variables: [W]}\n") == nil)
        #expect(try value(global, job: "  inherit: {default: false}\n") == "global")
    }

    @Test func `variables of the file come over predefined ones`() throws {
        let text =
            "variables: {CI_COMMIT_BRANCH: other}\njob: {script: x, rules: [{if: '$CI_COMMIT_BRANCH == \"other\"'}]}"
        #expect(Simulation.fate(of: "job", in: try Simulation.run(text, Simulation.push)) == "on_success")
    }

    @Test func `the workflow sees global variables, not those of jobs`() throws {
        let text = """
            variables: {V: global}
            workflow: {rules: [{if: '$V == "global" && $CI_JOB_NAME == null && $W == null'}]}
            job: {script: x, variables: {W: x}}
            """
        #expect(try Simulation.run(text, Simulation.push).outcome == .created)
    }

    @Test func `variables of workflow rules that may apply are unknown where they differ`() throws {
        let text = """
            workflow:
              rules:
                - {if: $CI_COMMIT_TITLE =~ /x+/, variables: {V: one, S: same}}
                - {when: always, variables: {V: two, S: same}}
            v: {script: x, rules: [{if: '$V == "one"'}]}
            s: {script: x, rules: [{if: '$S == "same"'}]}
            """
        let pipeline = try Simulation.run(text, Simulation.push)
        #expect(pipeline.outcome == .created)
        #expect(Simulation.fate(of: "v", in: pipeline) == "?the value of $V")
        #expect(Simulation.fate(of: "s", in: pipeline) == "on_success")
    }

    @Test func `variables that nothing sets are told`() throws {
        let text = """
            variables: {G: x}
            a: {script: x, variables: {J: x}, rules: [{if: $G && $J && $DEPLOY && $CI_COMMIT_TAG && $CI_JOB_ID}]}
            b: {script: x, only: {variables: [$CI_OPEN_MERGE_REQUESTS, $J]}}
            """
        #expect(try Simulation.run(text, Simulation.push).unsetVariables == ["CI_OPEN_MERGE_REQUESTS", "DEPLOY", "J"])
    }

    @Test func `a rule sets variables`() throws {
        let text = "job: {script: x, rules: [{if: $CI, variables: {V: 1, W: yes}}]}"
        let settings = try Simulation.run(text, Simulation.push).jobs[0].settings
        #expect(settings?.variables == ["V": "1", "W": "true"])
    }
}
