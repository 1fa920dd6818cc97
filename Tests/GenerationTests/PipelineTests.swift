import Diagnostics
import Foundation
import GitLabCI
import Testing

@testable import Generation

/// Whole pipelines against the files in `Snapshots`, and their scripts against ShellCheck.
struct PipelineTests {
    struct Example: Sendable, CustomTestStringConvertible {
        let name: String
        let request: Request
        var testDescription: String { name }
    }

    static let examples: [Example] =
        Request.Mode.allCases.flatMap { mode in
            Request.Runner.allCases.flatMap { runner in
                [false, true].map { privileged in
                    var request = Request(mode: mode)
                    request.runner = runner
                    request.privileged = privileged
                    if runner == .buildkitRun { request.jobImage = "$CI_REGISTRY_IMAGE/buildkit-run:1.0" }
                    return Example(
                        name: "\(mode.rawValue)-\(runner.rawValue)" + (privileged ? "-privileged" : ""),
                        request: request)
                }
            }
        } + [odd]

    /// Every option away from its default, with values that need quotes.
    static var odd: Example {
        var request = Request(mode: .daemonless)
        request.name = "docker.io/user/app"
        request.tags = ["1.0"]
        request.context = "my app/it's"
        request.dockerfile = "docker files/$VARIANT.Dockerfile"
        request.cache = .none
        request.stage = "images: all"
        request.job = "build: \"app\" #1"
        return Example(name: "odd-values", request: request)
    }

    @Test(arguments: examples) func `is the recorded text`(example: Example) throws {
        let text = Pipeline.text(of: try Plan(example.request))
        try Snapshot.compare(text, with: "\(example.name).yml")
    }

    @Test(arguments: examples) func `is the same text twice, and YAML`(example: Example) throws {
        let text = Pipeline.text(of: try Plan(example.request))
        #expect(text == Pipeline.text(of: try Plan(example.request)))
        #expect(try LibYAML.events(in: text).first?.kind == "{")
    }

    @Test(arguments: examples) func `passes our own validator`(example: Example) throws {
        let file = SourceFile(name: "ci.yml", text: Pipeline.text(of: try Plan(example.request)))
        let report = PipelineLoader(LoadingEnvironment(files: MemoryProject())).load(file)
        #expect(report.diagnostics == [])
    }

    @Test(.enabled(if: Tool.find("shellcheck") != nil, "shellcheck is not installed"), arguments: examples)
    func `has a script that ShellCheck accepts`(example: Example) throws {
        let scalars = try LibYAML.scalars(in: Pipeline.text(of: try Plan(example.request)))
        let lines = scalars[(try #require(scalars.lastIndex(of: "script")) + 1)...]
        let script = "#!/bin/sh\nset -e\n" + lines.map { $0.hasSuffix("\n") ? $0 : $0 + "\n" }.joined()
        let result = try Tool.run("shellcheck", ["--shell=sh", "--norc", "-"], input: script)
        #expect(result.status == 0, "\(result.output)\n\(script)")
    }
}
