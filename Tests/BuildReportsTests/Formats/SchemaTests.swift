import BuildKit
import BuildReports
import Foundation
import Testing

/// Reports of builds of all kinds against schemas, by the tools that people use for that.
///
/// The schemas are ours: GitLab's own are parts of its source, and take more than we write.
@Suite struct SchemaTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Schemas")
    private static let jsonTool = find("check-jsonschema")
    private static let xmlTool = find("xmllint")

    private static func find(_ name: String) -> URL? {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
            .map { URL(filePath: String($0)).appending(path: name) }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }

    /// - Returns: the exit code, and all that the tool said.
    private func run(_ tool: URL?, _ arguments: [String]) throws -> (code: Int32, text: String) {
        let process = Process()
        process.executableURL = tool
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }

    /// Gives the paths of files with these texts.
    private func withFiles(_ texts: [String], _ body: ([String]) throws -> Void) throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "bkci-test.\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        var paths: [String] = []
        for (index, text) in texts.enumerated() {
            let file = directory.appending(path: "\(index)")
            try Data(text.utf8).write(to: file)
            paths.append(file.path)
        }
        try body(paths)
    }

    private func texts(_ format: any BuildReport.Type) -> [String] {
        Formats.cases.map { format.render($0, for: Formats.project).text }
    }

    @Test(
        .enabled(if: jsonTool != nil, "check-jsonschema is not on PATH"),
        arguments: [
            ("annotations", AnnotationsReport.self, #"{"Images": [{"external_link": {"label": "a"}}]}"#),
            ("codequality", CodeQualityReport.self, #"[{"description": "a", "severity": "minor"}]"#),
        ] as [(String, any BuildReport.Type, String)])
    func json(_ name: String, _ format: any BuildReport.Type, _ broken: String) throws {
        let schema = ["--schemafile", Self.folder.appending(path: "\(name).json").path]
        try withFiles(texts(format)) { paths in
            let result = try run(Self.jsonTool, schema + paths)
            #expect(result.code == 0, "\(result.text)")
        }
        // The tool sees a difference.
        try withFiles([broken]) { paths in
            let result = try run(Self.jsonTool, schema + paths)
            #expect(result.code == 1)
        }
        let itself = try run(Self.jsonTool, ["--check-metaschema", schema[1]])
        #expect(itself.code == 0, "\(itself.text)")
    }

    @Test(.enabled(if: xmlTool != nil, "xmllint is not on PATH (Debian: libxml2-utils)"))
    func junit() throws {
        let arguments = ["--noout", "--nonet", "--schema", Self.folder.appending(path: "junit.xsd").path]
        try withFiles(texts(JUnitReport.self)) { paths in
            let result = try run(Self.xmlTool, arguments + paths)
            #expect(result.code == 0, "\(result.text)")
        }
        try withFiles(["<testsuites><testsuite/></testsuites>"]) { paths in
            let result = try run(Self.xmlTool, arguments + paths)
            #expect(result.code != 0)
        }
    }
}
