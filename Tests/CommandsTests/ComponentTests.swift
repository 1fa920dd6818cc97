import Testing

/// `component check`, `render` and `docs` through the program.
struct ComponentTests {
    private func project() throws -> CLI {
        let cli = try CLI()
        try cli.write(
            """
            spec:
              component: [name]
              inputs:
                job-name: {description: The name of the job., default: scan}
                tags: {description: Tags of the runner., type: array, default: []}
                image: {description: The image.}
                retries: {description: How often., type: number, default: 0}
                manual: {description: Whether to wait., type: boolean, default: false}
            ---
            "$[[ inputs.job-name ]]":
              stage: .pre
              image: $[[ inputs.image ]]
              tags: [docker, "$[[ inputs.tags ]]"]
              retry: $[[ inputs.retries ]]
              interruptible: $[[ inputs.manual ]]
              extends: .base
              script: echo "$[[ inputs.retries ]] $[[ component.name ]]"

            """, to: "templates/scan/template.yml")
        try cli.write("# scan\n\n<!-- inputs: scan -->\n<!-- end of inputs -->\n", to: "README.md")
        try cli.write("MIT\n", to: "LICENSE.md")
        return cli
    }

    @Test func `render puts values in place with their types`() throws {
        let cli = try project()
        try cli.write("image: alpine\nretries: 1\n", to: "inputs.yml")
        let result = try cli.run(
            "component", "render", ".", "scan", "--inputs", "inputs.yml", "--input", #"tags=["arm64", "big"]"#,
            "--input", "retries=2", "--input", "manual=true")
        #expect(
            result
                == CLI.Result(
                    status: 0,
                    output: """
                        scan:
                          stage: .pre
                          image: alpine
                          tags:
                            - docker
                            - arm64
                            - big
                          retry: 2
                          interruptible: true
                          extends: .base
                          script: echo "2 scan"

                        """, error: ""))
    }

    @Test(arguments: [
        ([], "`image` input: required value has not been provided"),
        (["image=a", "retries=few"], "`retries` input: provided value is not a number"),
        (["image=a", "colour=red"], "unknown input arguments: colour"),
    ])
    func `render refuses inputs in GitLab's words`(inputs: [String], message: String) throws {
        let result = try project().run(["component", "render"] + inputs.flatMap { ["--input", $0] })
        #expect(result.status == 1)
        #expect(result.output == "")
        #expect(result.error.contains(message), "\(result.error)")
    }

    @Test func `render says what GitLab would refuse in the result`() throws {
        let result = try project().run("component", "render", "--input", "image=a", "--input", "retries=7")
        #expect(result.status == 1)
        #expect(result.output.contains("retry: 7"))
        #expect(result.error.contains("templates/scan/template.yml:14:10: error: "), "\(result.error)")
    }

    @Test func `docs writes the table between its comments`() throws {
        let cli = try project()
        #expect(try cli.run("component", "docs", "--check").status == 1)
        #expect(try cli.run("component", "docs", "--write") == CLI.Result(status: 0, output: "", error: ""))
        let readme = try cli.read("README.md")
        #expect(readme.contains("| `image` | string | required | The image. |\n"))
        #expect(try cli.run("component", "docs", ".", "scan").output.contains("| `image` |"))
        #expect(try cli.run("component", "docs", "--check") == CLI.Result(status: 0, output: "", error: ""))
    }

    @Test func `check tells errors from advice`() throws {
        let cli = try project()
        try cli.write("a tag\n", to: ".git/refs/tags/v1.0.0")
        try cli.write("# pack-refs\n12ab refs/tags/first\n12ab refs/heads/main\n", to: ".git/packed-refs")
        let advice = try cli.run("component", "check")
        #expect(advice.status == 0)
        #expect(advice.output.contains("refs/tags/first:1:1: warning: the tag \"first\" is no semantic version"))
        #expect(!advice.output.contains("v1.0.0"))
        #expect(advice.output.contains(".gitlab-ci.yml:1:1: warning: the project has no \".gitlab-ci.yml\""))
        #expect(try cli.run("component", "check", "--strict").status == 1)
        try cli.write("a: [\n", to: "templates/other.yml")
        #expect(try cli.run("component", "check").status == 1)
    }

    @Test func `usage errors name what to write instead`() throws {
        let cli = try project()
        try cli.write("a: {script: x}\n", to: "templates/other.yml")
        let several = try cli.run("component", "render")
        #expect(several.status == 2)
        #expect(several.error == "buildkit-ci: the project has several components; name one of \"other\", \"scan\"\n")
        #expect(try cli.run("component", "render", ".", "none").status == 2)
        #expect(try cli.run("component", "check", "nowhere").status == 2)
        #expect(try cli.run("component", "render", ".", "scan", "--input", "x").status == 2)
    }
}
