import Testing

/// Components: files below `templates`, judged without a pipeline around them.
struct LintComponentTests {
    private func lint(_ text: String) throws -> CLI.Result {
        let cli = try CLI()
        try cli.write(text, to: "templates/scan.yml")
        return try cli.run("lint", "templates/scan.yml")
    }

    @Test(arguments: [
        // Inputs without default, used for everything.
        """
        spec:
          component: [name]
          inputs:
            stage:
            minutes: {type: number}
            job: {options: [a, b]}
            list: {type: array}
            auto: {type: boolean}
            tag: {regex: ^v}
        ---
        "$[[ inputs.job ]]-scan":
          stage: $[[ inputs.job ]]
          interruptible: $[[ inputs.auto ]]
          script: echo "$[[ inputs.tag ]]"
          tags: $[[ inputs.list ]]
          variables: {V: "$[[ component.name ]]"}

        """,
        // What the pipeline around it has to hold.
        "a: {stage: audit, script: x, needs: [other], extends: .base}\n", ".hidden: {script: x}\n",
    ])
    func `what the includer provides is not missed`(text: String) throws {
        #expect(try lint(text) == CLI.Result(status: 0, output: "", error: ""))
    }

    @Test(arguments: [
        ("a: {script: x, retyr: 1}\n", "templates/scan.yml:1:16: error: unknown key \"retyr\""),
        ("spec: {inputs: {a: {type: text}}}\n---\na: {script: x}\n", "templates/scan.yml:1:"),
        ("spec: {inputs: {a: }}\n---\na: {script: $[[ inputs.b ]]}\n", "templates/scan.yml:3:"),
        ("a: [\n", "templates/scan.yml:"),
    ])
    func `what is wrong in any pipeline is found`(text: String, start: String) throws {
        let result = try lint(text)
        #expect(result.status == 1)
        #expect(result.output.hasPrefix(start), "\(result.output)")
    }

    @Test func `a verdict that depends on the value of an input is withheld, and that is said`() throws {
        let text = "spec: {inputs: {time: }}\n---\na: {script: x, timeout: \"$[[ inputs.time ]]\"}\n"
        let result = try lint(text)
        #expect(result.status == 0)
        #expect(result.output == "")
        #expect(
            result.error
                == "templates/scan.yml:3:25: incomplete: a value for input \"time\" is missing: it has no default\n")
    }

    @Test func `a default is a value like any other`() throws {
        let text = "spec: {inputs: {time: {default: soon}}}\n---\na: {script: x, timeout: \"$[[ inputs.time ]]\"}\n"
        #expect(try lint(text).status == 1)
    }
}
