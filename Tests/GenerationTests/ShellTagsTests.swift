import BuildKit
import BuildRequests
import Foundation
import Testing
import YAMLTree

@testable import Generation

/// The shell's tags against those of `buildkit-run meta`, which follows docker/metadata-action.
struct ShellTagsTests {
    static let pipelines: [[String: String]] = [
        ["CI_COMMIT_BRANCH": "main"],
        ["CI_COMMIT_BRANCH": "feature/Ünï-#1", "CI_COMMIT_SHA": "0123456789abcdef"],
        ["CI_COMMIT_BRANCH": "-._x"],
        ["CI_COMMIT_TAG": "v1.2.3"],
        ["CI_COMMIT_TAG": "rel/1"],
        ["CI_MERGE_REQUEST_IID": "7", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"],
        ["CI_COMMIT_BRANCH": "main", "CI_PIPELINE_SOURCE": "schedule"],
    ]

    static let rules: [(tags: [String], flavor: [String])] = [
        (TagRule.defaults, []),
        (["type=sha", "type=ref,event=branch"], ["latest=auto"]),
        (["type=ref,event=tag", "type=ref,event=branch,prefix=b-", "type=ref,event=mr,suffix=-x"], ["suffix=-s"]),
        (["type=raw,value=latest,enable={{is_default_branch}}", "type=sha,format=long"], ["latest=false"]),
        (["type=raw,value={{branch}}-{{sha}}", "type=raw,value=t{{tag}},priority=950"], []),
        (["type=edge", "type=edge,branch=feature/Ünï-#1", "nightly"], ["latest=true", "prefix=p-,onlatest=true"]),
        (["type=raw,value=x,enable={{is_not_default_branch}}", "type=raw,value=y,enable=false"], []),
        (["type=schedule,pattern=weekly", "type=raw,value={{base_ref}}", "type=ref,event=tag"], ["prefix=q"]),
    ]

    /// Busybox is the shell of the public image.
    static let shells = [["/bin/sh"]] + (Tool.find("busybox").map { [[$0.path, "ash"]] } ?? [])

    @Test(arguments: rules.indices, shells) func `a shell finds the same tags`(index: Int, shell: [String]) throws {
        let rules = Self.rules[index]
        let sample = Sample("", .daemonless) { _, image in
            image.naming.names = ["registry.example.com/a", "docker.io/acme/a"]
            image.naming.tags = rules.tags
            image.naming.flavor = rules.flavor
        }
        let image = try #require(try Plan(sample.request).images.first)
        let item = try #require(TagScript.item(for: image))
        guard case .scalar(let script) = item.value else { return }
        for pipeline in Self.pipelines {
            let variables = ["CI_COMMIT_SHA": "fedcba9876543210", "CI_DEFAULT_BRANCH": "main"]
                .merging(pipeline) { $1 }
            var request = MetadataRequest()
            request.images = ["registry.example.com/a", "docker.io/acme/a"]
            request.tags = rules.tags
            request.flavor = rules.flavor
            let context = try MetadataContext(
                environment: variables, now: try #require(Instant(rfc3339: "2026-01-10T00:30:00Z")))
            let expected = try request.resolved(in: context).tags
            let found = try output(of: "set -e\n" + script + "printf %s \"$names\"", shell, variables)
            #expect(
                Set(found.split(separator: ",").map(String.init)) == Set(expected),
                "\(rules) in \(pipeline): \(found)")
        }
    }

    private func output(of script: String, _ shell: [String], _ variables: [String: String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: shell[0])
        process.arguments = Array(shell.dropFirst()) + ["-c", script]
        process.environment = variables.merging(["PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""]) { $1 }
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: output, as: UTF8.self)
    }
}
