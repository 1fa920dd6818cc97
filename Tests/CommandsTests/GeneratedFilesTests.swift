import Foundation
import Testing

/// The files in git that come from the sources are what the sources make now.
struct GeneratedFilesTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    @Test func `are fresh`() throws {
        let cli = try CLI(program: "generate-files")
        #expect(
            try cli.run("--check", "--root", Self.root) == CLI.Result(status: 0, output: "", error: ""),
            "run \"swift run generate-files\", look at the changes, and commit them")
    }

    /// The two ways to write them agree, and this is a component project like any other.
    @Test func `are what the commands for components expect`() throws {
        let cli = try CLI()
        for arguments in [["component", "docs", "--check", Self.root], ["component", "check", Self.root]] {
            let result = try cli.run(arguments)
            #expect(result.status == 0, "\(result.output)\(result.error)")
        }
    }

    @Test func `one that differs is named, and written again`() throws {
        let cli = try CLI(program: "generate-files")
        for path in ["Package.swift", "README.md", "ci-examples", "templates"] {
            try FileManager.default.copyItem(
                atPath: "\(Self.root)/\(path)", toPath: cli.directory.url.appending(path: path).path)
        }
        let template = "templates/lint/template.yml"
        let text = try cli.read(template)
        try cli.write(text + "# by hand\n", to: template)
        try cli.write("", to: "templates/gone.yml")
        let check = try cli.run("--check")
        #expect(check.status == 1)
        #expect(check.error.contains("\(template) differs\n"))
        #expect(check.error.contains("templates/gone.yml (to be removed: nothing makes it) differs\n"))
        #expect(check.error.contains("swift run generate-files"))
        #expect(try cli.run().status == 0)
        #expect(try cli.read(template) == text)
    }
}
