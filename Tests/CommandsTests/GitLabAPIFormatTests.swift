import Foundation
import Testing

/// `lint --format gitlab-api`: the shape of GitLab's CI Lint API, a line for each file.
struct GitLabAPIFormatTests {
    struct Line: Decodable {
        let file: String
        let valid: Bool
        let complete: Bool
        let errors: [String]
        let warnings: [String]
        let stages: [String]
    }

    private func lines(_ files: [String: String]) throws -> [String] {
        let cli = try CLI()
        for (name, text) in files { try cli.write(text, to: name) }
        return try cli.run(["lint", "--format", "gitlab-api"] + files.keys.sorted()).output
            .split(separator: "\n").map(String.init)
    }

    @Test func `jobs have the members and the defaults of the API`() throws {
        let text = """
            stages: [build, deploy]
            default: {before_script: [a, [b]], tags: [docker]}
            publish:
              stage: deploy
              script: x
              when: manual
              environment: {name: production}
              needs: [{job: "make: [1]", artifacts: false}]
              only: [main]
            make:
              stage: build
              script: [y]
              parallel: {matrix: [{V: [1, 2]}]}
              rules: [{if: $A}]
              allow_failure: {exit_codes: 3}
            """
        func job(_ name: String) -> String {
            """
            {"name":"\(name)","stage":"build","before_script":["a","b"],"script":["y"],"after_script":[],\
            "tag_list":["docker"],"only":null,"except":null,"environment":null,"when":"on_success",\
            "allow_failure":false,"needs":null}
            """
        }
        #expect(
            try lines(["ci.yml": text]) == [
                """
                {"file":"ci.yml","kind":"pipeline","valid":true,"complete":true,"errors":[],"warnings":[],\
                "jobs":[\(job("make: [1]")),\(job("make: [2]")),{"name":"publish","stage":"deploy",\
                "before_script":["a","b"],"script":["x"],"after_script":[],"tag_list":["docker"],\
                "only":{"refs":["main"]},"except":null,"environment":"production","when":"manual",\
                "allow_failure":true,"needs":[{"name":"make: [1]","artifacts":false,"optional":false}]}],\
                "stages":[".pre","build","deploy",".post"]}
                """
            ])
    }

    @Test func `several files are several lines, and GitLab's messages are verbatim`() throws {
        let lines = try lines(["a.yml": "a: {script: x}\n", "b.yml": "a: {script: x, retyr: 1}\n", "c.yml": "- a\n"])
            .map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
        #expect(lines.map(\.file) == ["a.yml", "b.yml", "c.yml"])
        #expect(lines.map(\.valid) == [true, false, false])
        #expect(lines.map(\.complete) == [true, true, true])
        #expect(lines[0].stages == [".pre", "build", "test", "deploy", ".post"])
        #expect(lines[1].errors == ["jobs:a config contains unknown keys: retyr"])
        #expect(lines[2].errors == ["Invalid configuration format"])
        #expect(lines[2].stages == [])
    }
}
