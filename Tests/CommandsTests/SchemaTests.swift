import Foundation
import Testing

/// The YAML that we ship against GitLab's JSON schema, by check-jsonschema.
///
/// Where that tool is wrong, the file is left out and the reason said:
/// - It reads one document a file, so that components, which have a header, are checked as they are rendered.
struct SchemaTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let tool = RealTools.find("check-jsonschema")

    /// Inputs for the components that need some.
    private static let required = [
        "lint": ["image=buildkit-ci"], "remote": ["address=tcp://builder:1234"],
        "kubernetes": ["image=kubectl", "agent=group/project:agent"],
    ]

    @Test(.enabled(if: tool != nil, "check-jsonschema is not on PATH"))
    func `is valid`() throws {
        let cli = try CLI()
        var files: [String] = []
        let manager = FileManager.default
        for example in try manager.contentsOfDirectory(atPath: Self.root.appending(path: "ci-examples").path).sorted() {
            files.append(Self.root.appending(path: "ci-examples/\(example)/.gitlab-ci.yml").path)
        }
        for component in try manager.contentsOfDirectory(atPath: Self.root.appending(path: "templates").path).sorted() {
            let inputs = (Self.required[component] ?? []).flatMap { ["--input", $0] }
            let rendered = try cli.run(["component", "render", Self.root.path, component] + inputs)
            #expect(rendered.status == 0, "\(rendered.error)")
            try cli.write(rendered.output, to: "\(component).yml")
            files.append(cli.directory.url.appending(path: "\(component).yml").path)
        }
        let process = Process()
        process.executableURL = Self.tool
        process.arguments =
            ["--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci"] + files
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(String(decoding: output, as: UTF8.self))")
    }
}
