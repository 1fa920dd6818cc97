import Diagnostics
import Testing

@testable import GitLabCI

/// Loads text without any other file.
func report(_ text: String) throws -> PipelineReport {
    PipelineLoader(LoadingEnvironment(files: MemoryProject())).load(SourceFile(name: "ci.yml", text: text))
}

struct PipelineTests {
    @Test func expandsParallelJobs() throws {
        let report = try report(
            """
            a: {script: x, parallel: 2}
            b: {script: x, parallel: {matrix: [{A: [1, 2], B: z}, {C: [x]}]}}
            c: {script: x, needs: [a, {job: b, parallel: {matrix: [{A: "2", B: z}]}}]}
            """)
        #expect(report.errors.isEmpty)
        #expect(report.jobs == ["a 1/2", "a 2/2", "b: [1, z]", "b: [2, z]", "b: [x]", "c"])
        let job = try #require(report.pipeline?.job(named: "c"))
        #expect(job.needs?.map(\.name) == ["a 1/2", "a 2/2", "b: [2, z]"])
        #expect(report.pipeline?.job(named: "b: [2, z]")?.instance?.variables.map(\.value) == ["2", "z"])
    }

    @Test func takesOverDefaults() throws {
        let report = try report(
            """
            default: {image: one, tags: [x], retry: 1}
            before_script: [date]
            a: {script: x, image: two, inherit: {default: [tags, before_script]}}
            b: {script: x}
            c: {script: x, inherit: {default: false}}
            d: {trigger: g/p}
            """)
        let root = try #require(report.configuration)
        func keys(_ name: String) throws -> [String] {
            try #require(report.pipeline?.job(named: name)).effective(in: root).entries.map(\.name).sorted()
        }
        #expect(try keys("a") == ["before_script", "image", "inherit", "script", "tags"])
        #expect(try keys("b") == ["before_script", "image", "retry", "script", "tags"])
        #expect(try keys("c") == ["inherit", "script"])
        #expect(try keys("d") == ["trigger"])
    }

    @Test func pointsAtTheCulprit() throws {
        // GitLab's message, our words, and the text at the place.
        let cases: [(String, String, String, String)] = [
            ("a: {script: x, whem: manual}", "jobs:a config contains unknown keys: whem", "unknown key", "whem"),
            ("a: {script: [x, 1]}", "jobs:a:script config should be a string", "1", "1"),
            ("a: {script: x, retry: 7}", "retry config must be less than", "from 0 to 2", "7"),
            ("a: {script: x, rules: [{if: '$A = 1'}]}", "jobs:a:rules:rule if invalid", "write \"==\"", "="),
            ("a: {script: x, when: sometime}", "jobs:a when should be one of", "\"sometime\"", "sometime"),
            ("a: {script: x, needs: [bb]}\nb: {script: x}", "a job: undefined need: bb", "no such job", "bb"),
            ("a: {script: x, stage: tset}", "a job: chosen stage tset", "does not exist", "tset"),
            (
                "a: {script: x, needs: [b]}\nb: {script: x, needs: [a]}", "The pipeline has circular",
                "\"a\" needs \"b\"", "b"
            ),
            ("a: {script: x, timeout: 600}", "jobs:a:timeout config should be a duration", "600 seconds", "600"),
        ]
        for (text, gitlab, plain, place) in cases {
            let found = try #require(try report(text).diagnostics.first, "\(text)")
            #expect(found.gitlabMessage?.hasPrefix(gitlab) == true, "\(text)")
            #expect(found.message.contains(plain), "\(found.message)")
            #expect(found.primary.text == place, "\(text)")
        }
    }

    @Test func suggestsWhatWasMeant() throws {
        let cases = [
            ("a: {script: x, whem: manual}", "when"), ("a: {script: x, when: manuel}", "manual"),
            ("a: {script: x, artifacts: {path: [x]}}", "paths"),
            ("a: {script: x, inherit: {default: [imgae]}}", "image"),
        ]
        for (text, meant) in cases {
            let found = try #require(try report(text).diagnostics.first)
            #expect(found.help?.contains("\"\(meant)\"") == true, "\(text): \(found.help ?? "")")
            #expect(found.fix?.edits.first?.replacement == meant)
        }
    }

    @Test func withholdsWhatAMissingFileCouldMend() throws {
        let text = """
            include: {remote: "https://example.com/x.yml"}
            a: {script: x, stage: elsewhere, needs: [other]}
            b: {extends: .remote}
            """
        let found = try report(text)
        #expect(!found.isComplete)
        #expect(found.errors.isEmpty)
    }
}
