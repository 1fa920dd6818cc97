import Testing

struct ExplainTests {
    @Test func `a keyword is explained out of the grammar`() throws {
        let result = try CLI().run("explain", "cache:key")
        #expect(result.status == 0)
        #expect(
            result.output == """
                cache:key
                  The name of the cache; jobs with the same key share it.

                  where    at the top of the file, below default:, in jobs
                  type     text without slashes; a map
                  limits   exactly one of "files" and "files_commits"
                  default  default
                  see      https://docs.gitlab.com/ci/yaml/#cachekey

                  keys below it:
                    files          One or two files; the key changes when they do.
                    files_commits  One or two files; the key changes with their latest commit.
                    prefix         Text in front of the computed key.

                """)
    }

    @Test(arguments: [
        ("job:retry", "limits   from 0 to 2"), ("retry:when", "script_failure"), ("artifacts:expire_in", "or never"),
        ("parallel", "from 1 to 200"), ("workflow:auto_cancel:on_new_commit", "conservative"),
        ("bridge:needs", "where    in jobs with trigger"), ("default:image", "where    below default:"),
    ])
    func `types, values, limits and places are told`(keyword: String, part: String) throws {
        let result = try CLI().run("explain", keyword)
        #expect(result.status == 0)
        #expect(result.output.contains(part), "\(result.output)")
    }

    @Test(arguments: [
        ("chache", "there is no keyword \"chache\"; did you mean \"cache\"?"),
        ("cache:kye", "there is no keyword \"cache:kye\"; did you mean \"cache:key\"?"),
        ("qqqqqqqq", "there is no keyword \"qqqqqqqq\"; explain without a keyword lists them all"),
    ])
    func `an unknown keyword is a usage error with a suggestion`(keyword: String, message: String) throws {
        #expect(
            try CLI().run("explain", keyword) == CLI.Result(status: 2, output: "", error: "buildkit-ci: \(message)\n"))
    }

    @Test func `without a keyword all are listed`() throws {
        let result = try CLI().run("explain")
        #expect(result.status == 0)
        for line in [
            "at the top of the file:", "in jobs:", "in jobs with trigger:", "  stages ", "  script ", "  trigger ",
        ] {
            #expect(result.output.contains(line))
        }
    }
}
