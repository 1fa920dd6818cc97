import Foundation
import Testing

/// The rules of `lint` through the program.
@Suite struct LintRulesTests {
    private static let bad = """
        build:
          image: moby/buildkit:v0.26.2-rootless
          variables:
            BUILDKITD_FLAGS: --oci-worker-no-process-sandbox
          script:
            - buildctl-daemonless.sh build --frontend dockerfile.v0 --build-arg A=1

        """

    private func project(_ text: String = bad) throws -> CLI {
        let cli = try CLI()
        try cli.makeRepository()
        try cli.write(text, to: ".gitlab-ci.yml")
        return cli
    }

    private func ids(_ output: String) -> [String] {
        output.split(separator: "\n").compactMap { line in
            guard line.hasSuffix("]"), line.contains(": error: ") || line.contains(": warning: "),
                let bracket = line.lastIndex(of: "[")
            else { return nil }
            return String(line[bracket...].dropFirst().dropLast())
        }
    }

    @Test func findsWhatWillFail() throws {
        let result = try project().run("lint")
        #expect(result.status == 1)
        #expect(ids(result.output) == ["builder-image-without-entrypoint", "unknown-buildctl-flag"])
        #expect(result.output.contains(".gitlab-ci.yml:6:61: error: buildctl has no flag \"--build-arg\""))
    }

    @Test func runsOnlyWhatIsAskedFor() throws {
        let cli = try project()
        #expect(ids(try cli.run("lint", "--rule", "unknown-buildctl-flag").output) == ["unknown-buildctl-flag"])
        #expect(ids(try cli.run("lint", "--category", "outdated").output) == [])
        #expect(try cli.run("lint", "--no-rules").status == 0)
        let unknown = try cli.run("lint", "--rule", "unknown-buildctl-flags")
        #expect(unknown.status == 2)
        #expect(unknown.error.contains("did you mean \"unknown-buildctl-flag\"?"))
    }

    @Test func obeysTheConfiguration() throws {
        let cli = try project()
        try cli.write(
            "rules:\n  unknown-buildctl-flag: off\n  builder-image-without-entrypoint: warning\n",
            to: ".buildkit-ci-lint.yml")
        let result = try cli.run("lint")
        #expect(result.status == 0)
        #expect(ids(result.output) == ["builder-image-without-entrypoint"])
        #expect(try cli.run("lint", "--strict").status == 1)
        try cli.write("rules:\n  unknown-buildctl-flg: off\n", to: ".buildkit-ci-lint.yml")
        let wrong = try cli.run("lint")
        #expect(wrong.status == 3)
        #expect(
            wrong.error.contains(".buildkit-ci-lint.yml:2:3: there is no rule \"unknown-buildctl-flg\"; did you mean"))
    }

    @Test func silencesByComments() throws {
        let cli = try project(
            """
            # buildkit-ci:allow-file[unknown-buildctl-flag] a wrapper takes it
            # buildkit-ci:allow-file[floating-builder-image-tag] not needed
            build:
              # buildkit-ci:allow[builder-image-without-entrypoint] only Kubernetes runs this
              image: moby/buildkit:v0.26.2-rootless
              variables:
                BUILDKITD_FLAGS: --oci-worker-no-process-sandbox
              script:
                - buildctl-daemonless.sh build --build-arg A=1  # buildkit-ci:allow[duplicate-key]

            """)
        let result = try cli.run("lint")
        #expect(ids(result.output) == ["allowance-unused", "allowance-without-reason"])
        #expect(result.status == 1)
    }

    @Test func mendsAndShowsTheDifference() throws {
        let cli = try project()
        let diff = try cli.run("lint", "--diff")
        #expect(diff.status == 1)
        #expect(diff.output.contains("+    entrypoint: [\"\"]"))
        #expect(
            diff.output.contains("+    - buildctl-daemonless.sh build --frontend dockerfile.v0 --opt build-arg:A=1"))
        #expect(try cli.read(".gitlab-ci.yml") == Self.bad)
        let fixed = try cli.run("lint", "--fix")
        #expect(fixed.status == 0)
        #expect(fixed.error.contains("2 fixed"))
        let text = try cli.read(".gitlab-ci.yml")
        #expect(text.contains("    name: moby/buildkit:v0.26.2-rootless\n    entrypoint: [\"\"]\n"))
        _ = try cli.run("lint", "--fix")
        #expect(try cli.read(".gitlab-ci.yml") == text)
        #expect(try cli.run("lint", "--diff") == CLI.Result(status: 0, output: "", error: ""))
    }

    @Test func mendsIncludedFiles() throws {
        let cli = try project("include: {local: ci/build.yml}\n")
        try cli.write(Self.bad, to: "ci/build.yml")
        #expect(try cli.run("lint", "--fix").status == 0)
        #expect(try cli.read(".gitlab-ci.yml") == "include: {local: ci/build.yml}\n")
        #expect(try cli.read("ci/build.yml").contains("--opt build-arg:A=1"))
    }

    @Test func countsOnlyWhatIsNew() throws {
        let cli = try project()
        #expect(try cli.run("lint", "--write-baseline", "base.json").status == 0)
        #expect(try cli.run("lint", "--baseline", "base.json").status == 0)
        // Lines above move the findings.
        try cli.write("# one\n# two\n" + Self.bad, to: ".gitlab-ci.yml")
        #expect(try cli.run("lint", "--baseline", "base.json").status == 0)
        try cli.write(Self.bad + "    - buildctl-daemonless.sh build --tag x\n", to: ".gitlab-ci.yml")
        let result = try cli.run("lint", "--baseline", "base.json")
        #expect(result.status == 1)
        #expect(ids(result.output) == ["unknown-buildctl-flag"])
        try cli.write("baseline: base.json\n", to: ".buildkit-ci-lint.yml")
        #expect(ids(try cli.run("lint").output) == ["unknown-buildctl-flag"])
    }

    @Test func eachProjectHasItsOwnBaseline() throws {
        let cli = try CLI()
        for name in ["one", "two"] {
            try cli.write("", to: "\(name)/.git/HEAD")
            try cli.write(Self.bad, to: "\(name)/.gitlab-ci.yml")
            try cli.write("baseline: lint/base.json\n", to: "\(name)/.buildkit-ci-lint.yml")
        }
        let absent = try cli.run("lint", "one", "two")
        #expect(absent.status == 3)
        #expect(absent.error.contains("cannot read the baseline \"one/lint/base.json\""))
        for name in ["one", "two"] {
            try cli.write("", to: "\(name)/lint/base.json")
            #expect(try cli.run("lint", name, "--write-baseline", "\(name)/lint/base.json").status == 0)
        }
        #expect(try cli.run("lint", "one", "two").status == 0)
        try cli.write(Self.bad + "    - buildctl-daemonless.sh build --tag x\n", to: "two/.gitlab-ci.yml")
        #expect(ids(try cli.run("lint", "one", "two").output) == ["unknown-buildctl-flag"])
    }

    @Test func listsAndExplainsRules() throws {
        let cli = try CLI()
        let list = try cli.run("rules")
        #expect(list.output.contains("\n  unknown-buildctl-flag "))
        let json = try JSONSerialization.jsonObject(with: Data(try cli.run("rules", "--format", "json").output.utf8))
        let rules = try #require(json as? [[String: Any]])
        #expect(rules.contains { $0["id"] as? String == "duplicate-key" && $0["category"] as? String == "pipeline" })
        let page = try cli.run("explain", "unknown-buildctl-flag")
        #expect(page.status == 0)
        #expect(page.output.contains("error: buildctl has no flag \"--build-arg\""))
        #expect(
            try cli.run("explain", "unknown-buildctl-flagg").error.contains("did you mean \"unknown-buildctl-flag\"?"))
    }

    @Test func writesForGitHubAndMergeRequests() throws {
        let cli = try project()
        let github = try cli.run("lint", "--format", "github").output
        #expect(
            github.hasPrefix(
                "::error file=.gitlab-ci.yml,line=2,col=10,endColumn=40,title=builder-image-without-entrypoint::"))
        let markdown = try cli.run("lint", "--format", "markdown").output
        #expect(markdown.hasPrefix("### buildkit-ci: 2 errors\n"))
        #expect(markdown.contains("| 6 | :x: error | buildctl has no flag"))
    }

    @Test(.enabled(if: RealTools.find("shellcheck") != nil, "shellcheck is not installed"))
    func mergesShellCheck() throws {
        let cli = try project(
            """
            build:
              image: alpine:3.22
              script:
                - echo ü
                - |
                  files="$(ls)"
                  echo "${files[0]}"
                - cat $UNQUOTED  # buildkit-ci:allow[SC2086] words are wanted
            """)
        #expect(try cli.run("lint").output == "")
        let result = try cli.run("lint", "--shellcheck", "auto")
        #expect(result.output.contains(".gitlab-ci.yml:7:13: note"))
        #expect(result.output.contains("note: shellcheck: In POSIX sh, array references are undefined [SC3054]"))
        #expect(try cli.run("lint", "--shellcheck", "auto", "--min-severity", "warning").output == "")
        try cli.write("rules: {SC3054: warning, SC2012: off}\n", to: ".buildkit-ci-lint.yml")
        #expect(ids(try cli.run("lint", "--shellcheck", "auto", "--min-severity", "warning").output) == ["SC3054"])
    }

    /// Shellcheck speaks of the line behind the last one.
    @Test(.enabled(if: RealTools.find("shellcheck") != nil, "shellcheck is not installed"))
    func placesWhatIsMissingAtTheEndOfAScript() throws {
        let cli = try project("build:\n  script: if true; then\n")
        let result = try cli.run("lint", "--shellcheck", "auto")
        #expect(result.status == 0)
        #expect(result.output.contains(".gitlab-ci.yml:2:24: warning: shellcheck: "))
    }

    @Test func keepsGitLabsVerdictApart() throws {
        let result = try project().run("lint", "--format", "gitlab-api")
        #expect(result.output.contains("\"valid\":true"))
        #expect(result.status == 1)
    }
}
