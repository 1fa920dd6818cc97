import Foundation
import Testing

/// A checkout with a Dockerfile that pulls nothing, a pipeline, and a registry of its own.
final class RealProject {
    private let cli: CLI
    private let registry: Process
    private let host: String

    init() throws {
        cli = try CLI()
        host = "127.0.0.1:\(RealTools.freePort())"
        let root = cli.directory.url.path
        try cli.write("FROM scratch\nCOPY Dockerfile /\n", to: "Dockerfile")
        try cli.write(
            """
            version: 0.1
            log: {level: error, accesslog: {disabled: true}}
            storage: {inmemory: {}}
            http: {addr: "\(host)"}

            """, to: "registry.yml")
        registry = try RealTools.start("docker-registry", ["serve", "\(root)/registry.yml"])
        let start = ContinuousClock.now
        while try get("/v2/") == nil {
            try #require(
                registry.isRunning && ContinuousClock.now - start < .seconds(20), "the registry does not start")
            usleep(20_000)
        }
    }

    deinit { RealTools.stop(registry) }

    func path(_ name: String) -> String { cli.directory.url.appending(path: name).path }

    func generate(_ arguments: String...) throws {
        try #require(try cli.run(["generate"] + arguments + ["--output", "ci.yml"]).status == 0)
    }

    /// Runs the job as GitLab Runner would, with its predefined variables.
    ///
    /// - Parameter directory: is looked into first for programs.
    func runScript(variables: [String: String], path directory: String? = nil) throws -> (status: Int32, output: String)
    {
        let script = try cli.run("script", "ci.yml", "build-image")
        try #require(script.status == 0, "\(script.error)")
        var path = RealTools.path
        if let runner = RealTools.runner {
            path = URL(filePath: runner).deletingLastPathComponent().path + ":" + path
        }
        if let directory { path = directory + ":" + path }
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", script.output]
        process.currentDirectoryURL = cli.directory.url
        process.environment = [
            "PATH": path, "HOME": cli.directory.url.path, "TMPDIR": cli.directory.url.path,
            "CI_REGISTRY": host, "CI_REGISTRY_IMAGE": "\(host)/group/app", "CI_REGISTRY_USER": "user",
            "CI_REGISTRY_PASSWORD": "pass\"word' %s\\n", "CI_COMMIT_SHORT_SHA": "abc", "CI_COMMIT_REF_SLUG": "main",
            "CI_COMMIT_BRANCH": "main", "CI_DEFAULT_BRANCH": "main", "CI_COMMIT_REF_PROTECTED": "true",
            "CI_PIPELINE_SOURCE": "push",
        ].merging(variables) { _, new in new }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }

    /// The tags that the registry has, sorted.
    func tags() throws -> [String] {
        struct List: Decodable { let tags: [String] }
        let list = try #require(try get("/v2/group/app/tags/list"))
        return try JSONDecoder().decode(List.self, from: list).tags.sorted()
    }

    /// What the registry answers; nil when it does not, or with an error.
    private func get(_ path: String) throws -> Data? {
        let process = Process()
        process.executableURL = RealTools.find("curl")
        process.arguments = ["--fail", "--silent", "http://\(host)\(path)"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? data : nil
    }
}
