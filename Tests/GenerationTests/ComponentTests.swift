import Diagnostics
import Foundation
import GitLabCI
import Testing
import YAMLTree

@testable import Generation

/// The components that we ship, rendered with inputs.
struct ComponentTests {
    /// A component and some of its inputs, given as a user writes them.
    struct Rendering: Sendable, CustomTestStringConvertible {
        let component: Generation.Component
        let inputs: [String: String]

        var testDescription: String {
            component.name + inputs.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        }

        /// A pipeline that includes the component.
        var pipeline: String {
            var lines = ["stages: [build, test]", "include:", "  - local: /\(component.path)"]
            if !inputs.isEmpty { lines.append("    inputs:") }
            lines += inputs.sorted { $0.key < $1.key }.map { "      \($0.key): \($0.value)" }
            return lines.joined(separator: "\n") + "\n"
        }

        func load() -> PipelineReport {
            let files = MemoryProject(texts: [component.path: component.text])
            return PipelineLoader(LoadingEnvironment(files: files))
                .load(SourceFile(name: "ci.yml", text: pipeline))
        }
    }

    /// Values of an input that are worth a try, as YAML; the first is the default, where there is one.
    private static func values(of input: ComponentInput) -> [String?] {
        let standard: [String?] = input.fallback == nil ? [] : [nil]
        if !input.options.isEmpty { return standard + input.options }
        switch input.kind {
        case .boolean: return ["true", "false"]
        case .array: return standard + [input.name.hasSuffix("rules") ? "[{if: $CI_COMMIT_TAG}]" : "[one, two]"]
        case .number: return standard + ["1"]
        case .string:
            switch input.name {
            case "address": return ["tcp://builder.example.com:1234"]
            case "stage": return standard + ["test"]
            case "timeout": return standard + ["90m"]
            default: return standard + ["'a$B \"c\"'"]
            }
        }
    }

    /// For each two inputs, every pair of values occurs in a rendering.
    static func pairwise(_ component: Generation.Component) -> [Rendering] {
        let choices = component.inputs.map { (name: $0.name, values: values(of: $0)) }
        var open: Set<[Int]> = []
        for first in choices.indices {
            for second in choices.indices where second > first {
                for one in choices[first].values.indices {
                    for other in choices[second].values.indices { open.insert([first, one, second, other]) }
                }
            }
        }
        var renderings: [Rendering] = []
        while let start = open.min(by: { $0.lexicographicallyPrecedes($1) }) {
            var chosen: [Int?] = choices.map { _ in nil }
            (chosen[start[0]], chosen[start[2]]) = (start[1], start[3])
            for index in choices.indices where chosen[index] == nil {
                // The value that closes most of the open pairs with what is chosen already.
                let best = choices[index].values.indices.max {
                    closed($0, index, chosen, open) < closed($1, index, chosen, open)
                }
                chosen[index] = best
            }
            let picked = chosen.map { $0 ?? 0 }
            for first in choices.indices {
                for second in choices.indices where second > first {
                    open.remove([first, picked[first], second, picked[second]])
                }
            }
            var inputs: [String: String] = [:]
            for (index, choice) in choices.enumerated() { inputs[choice.name] = choice.values[picked[index]] }
            renderings.append(Rendering(component: component, inputs: inputs))
        }
        return renderings
    }

    private static func closed(_ value: Int, _ index: Int, _ chosen: [Int?], _ open: Set<[Int]>) -> Int {
        chosen.indices.count { other in
            guard let theirs = chosen[other] else { return false }
            return open.contains(other < index ? [other, theirs, index, value] : [index, value, other, theirs])
        }
    }

    static let components = (try? ComponentCatalog.all()) ?? []

    @Test func `are all there`() throws {
        #expect(
            try ComponentCatalog.all().map(\.name) == [
                "daemonless", "service", "remote", "kubernetes", "multi-platform", "lint",
            ])
    }

    @Test(arguments: components.flatMap(pairwise)) func `pass our validator with every two values of inputs`(
        rendering: Rendering
    ) {
        let report = rendering.load()
        #expect(report.diagnostics == [], "\(rendering.pipeline)")
        #expect(!report.jobs.isEmpty)
    }

    @Test(arguments: components) func `have none of the defects that are common in the field`(
        component: Generation.Component
    ) {
        #expect(FieldDefect.found(in: component.text) == [])
    }

    @Test func `follow GitLab's rules for components`() throws {
        var texts = ["README.md": Self.components.map(\.name).joined(separator: "\n")]
        for component in Self.components { texts[component.path] = component.text }
        let check = ComponentCheck(LoadingEnvironment(files: MemoryProject(texts: texts)))
        let found = check.files.filter { $0.file.path.hasPrefix("templates/") }.flatMap(\.findings)
        #expect(found == [])
    }

    /// What a component does with its defaults is what the generator writes by itself, but for where values come from.
    @Test func `take the defaults of the generator`() throws {
        let component = try #require(Self.components.first { $0.name == "daemonless" })
        let defaults = Dictionary(uniqueKeysWithValues: component.inputs.map { ($0.name, $0.fallback) })
        #expect(defaults["image"] == .scalar("moby/buildkit:v0.26.2-rootless"))
        #expect(defaults["name"] == .scalar("$CI_REGISTRY_IMAGE"))
        #expect(defaults["push"] == .scalar("outside-merge-requests"))
        #expect(defaults["retry"] == .literal("2"))
        guard case .sequence(let rules)?? = defaults["rules"] else {
            Issue.record("the rules have no default")
            return
        }
        #expect(rules.count == 4)
    }

    @Test(.enabled(if: Tool.find("shellcheck") != nil, "shellcheck is not installed"))
    func `have scripts that ShellCheck accepts`() throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "components-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        var files: [String] = []
        for component in Self.components {
            let required = component.inputs.filter { $0.fallback == nil }
            let inputs = Dictionary(
                uniqueKeysWithValues: required.map { ($0.name, Self.values(of: $0).compactMap(\.self).first ?? "") })
            let report = Rendering(component: component, inputs: inputs).load()
            let root = try #require(report.configuration, "\(component.name): \(report.errors)")
            let configuration = ConfigValue(.mapping(root), at: .start(of: SourceFile(name: "ci.yml", text: "")))
            for (number, job) in report.jobs.enumerated() {
                let path = directory.appending(path: "\(component.name)-\(number).sh").path
                try Data(try JobScript(job: job, in: configuration).text.utf8).write(to: URL(filePath: path))
                files.append(path)
            }
        }
        #expect(files.count == 8)
        // As for generated pipelines.
        let result = try Tool.run(
            "shellcheck", ["--shell=sh", "--norc", "--exclude=SC2154,SC2016,SC1003,SC3040"] + files, input: "")
        #expect(result.status == 0, "\(result.output.prefix(4000))")
    }
}
