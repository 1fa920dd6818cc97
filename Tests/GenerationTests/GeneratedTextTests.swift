import BuildKit
import BuildRequests
import Diagnostics
import Foundation
import GitLabCI
import Linting
import Testing
import YAMLTree

@testable import Generation

/// What holds for every pipeline, whatever the options.
struct GeneratedTextTests {
    /// All recorded samples, and random combinations of single options.
    static let samples = Sample.recorded + (0..<60).compactMap { OptionMix(seed: $0).sample }
    /// Every two options that go together.
    static let pairs = Sample.recorded + OptionMix.pairwise

    @Test(arguments: samples) func `is the same text twice, and YAML`(sample: Sample) throws {
        let text = Pipeline.text(of: try Plan(sample.request))
        #expect(text == Pipeline.text(of: try Plan(sample.request)))
        #expect(try LibYAML.events(in: text).first?.kind == "{")
    }

    @Test(arguments: samples) func `passes our own validator`(sample: Sample) throws {
        let file = SourceFile(name: "ci.yml", text: Pipeline.text(of: try Plan(sample.request)))
        let report = PipelineLoader(LoadingEnvironment(files: MemoryProject())).load(file)
        #expect(report.diagnostics == [])
    }

    /// What the user asked for in so many words is allowed by a comment in the file.
    @Test(arguments: pairs) func `has no findings of our own rules`(sample: Sample) throws {
        let plan = try Plan(sample.request)
        let accepted = Set(plan.acceptedRules.map(\.rule))
        let found = Set(findings(Pipeline.text(of: plan)).map(\.id))
        let left = findings(Pipeline.text(of: plan, allowing: accepted.intersection(found)))
        #expect(left.map { "\($0.id): \($0.message)" } == [])
    }

    private func findings(_ text: String) -> [Diagnostic] {
        let file = SourceFile(name: ".gitlab-ci.yml", text: text)
        let project = MemoryProject(texts: [file.name: file.text])
        let report = PipelineLoader(LoadingEnvironment(files: project)).load(file)
        var selection = RuleSelection()
        selection.categories = Set(RuleCategory.allCases).subtracting([.dockerfile])
        return RuleCheck(selection: selection).findings(on: report, of: file, in: project, isComponent: false)
    }

    /// The request file that `--print-request` writes gives the same pipeline.
    @Test(arguments: samples) func `is the same from its request file`(sample: Sample) throws {
        let file = RequestFile(SourceFile(name: "buildkit-ci.yml", text: sample.request.text))
        #expect(file.diagnostics == [])
        #expect(file.request == sample.request)
        #expect(Pipeline.text(of: try Plan(file.request)) == Pipeline.text(of: try Plan(sample.request)))
    }

    @Test(arguments: pairs) func `has none of the defects that are common in the field`(sample: Sample) throws {
        let text = Pipeline.text(of: try Plan(sample.request))
        #expect(FieldDefect.found(in: text) == [])
        #expect(sample.request.mode == .daemonless || text.contains("BUILDKIT_HOST"))
        // Moving tags, missing entrypoints, services that nobody can name.
        #expect(text.firstRange(of: #/moby\/buildkit:(latest|master|rootless|buildx-stable)/#) == nil)
        #expect(text.contains("entrypoint: [\"\"]"))
        if text.contains("services:") {
            #expect(text.contains("alias: ") && text.contains("HEALTHCHECK_TCP_PORT"))
        }
    }

    @Test(.enabled(if: Tool.find("shellcheck") != nil, "shellcheck is not installed"))
    func `has scripts that ShellCheck and busybox accept`() throws {
        // One process for all: hundreds would cost a minute.
        let directory = FileManager.default.temporaryDirectory.appending(path: "generated-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        var files: [String] = []
        for (index, sample) in Self.samples.prefix(Sample.recorded.count + 15).enumerated() {
            let file = SourceFile(name: "ci.yml", text: Pipeline.text(of: try Plan(sample.request)))
            let root = try #require(
                PipelineLoader(LoadingEnvironment(files: MemoryProject())).load(file).configuration)
            let configuration = ConfigValue(.mapping(root), at: SourceSpan.start(of: file))
            for (number, entry) in root.entries.enumerated()
            where entry.value["script"] != nil && !entry.name.hasPrefix(".") {
                let path = directory.appending(path: "\(index)-\(number).sh").path
                try Data(try JobScript(job: entry.name, in: configuration).text.utf8).write(to: URL(filePath: path))
                files.append(path)
            }
        }
        // 2154: the variables of the job and of GitLab are not assigned in the script; 2016: texts with dollar signs in
        // single quotes are messages; 1003: a backslash before a quote is the sample's; 3040: pipefail is asked for first.
        let result = try Tool.run(
            "shellcheck", ["--shell=sh", "--norc", "--exclude=SC2154,SC2016,SC1003,SC3040"] + files, input: "")
        #expect(result.status == 0, "\(result.output.prefix(4000))")
        if Tool.find("busybox") != nil {
            let parsed = try Tool.run(
                "busybox", ["ash", "-c", "for file; do busybox ash -n \"$file\" || exit 1; done", "ash"] + files,
                input: "")
            #expect(parsed.status == 0, "\(parsed.output)")
        }
    }
}
