import Foundation
import Testing

/// Generated pipelines of both modes, run for real: the job's script is taken out of the YAML and run as it stands, against
/// a registry on the loopback interface.
@Suite(
    .enabled(
        if: RealTools.areInstalled,
        "buildkitd, buildctl, runc, docker-registry or curl is not on PATH, or this is not root"),
    .serialized)
struct GeneratedPipelineTests {
    @Test(.enabled(if: RealTools.runner != nil, "BUILDKIT_RUN does not name a buildkit-run; .ci/test sets it"))
    func `daemonless with buildkit-run pushes, and a second job finds the cache`() throws {
        let project = try RealProject()
        try project.generate("daemonless", "--runner", "buildkit-run", "--image", "unused", "--privileged")
        let first = try project.runScript(variables: ["BUILDKIT_RUN_STATE_DIR": project.path("state-1")])
        #expect(first.status == 0, "\(first.output)")
        #expect(try project.tags() == ["abc", "buildcache", "main"])
        let second = try project.runScript(variables: ["BUILDKIT_RUN_STATE_DIR": project.path("state-2")])
        #expect(second.status == 0, "\(second.output)")
        #expect(second.output.contains("CACHED"), "\(second.output)")
    }

    /// The script that the moby/buildkit image has; its path comes from outside, since it is not ours.
    private static let stockScript = ProcessInfo.processInfo.environment["BUILDCTL_DAEMONLESS"]

    @Test(.enabled(if: stockScript != nil, "BUILDCTL_DAEMONLESS does not name the stock script"))
    func `daemonless with the stock script pushes`() throws {
        let project = try RealProject()
        try project.generate("daemonless", "--privileged")
        let script = try #require(Self.stockScript)
        try FileManager.default.createSymbolicLink(
            atPath: project.path("buildctl-daemonless.sh"), withDestinationPath: script)
        let state = "--root \(project.path("state"))"
        let result = try project.runScript(variables: ["BUILDKITD_FLAGS": state], path: project.path(""))
        #expect(result.status == 0, "\(result.output)")
        #expect(try project.tags() == ["abc", "buildcache", "main"])
    }

    // The first test says when there is no buildkit-run.
    @Test(arguments: RealTools.runner == nil ? ["stock"] : ["stock", "buildkit-run"])
    func `service waits for a daemon that starts late, then pushes`(_ runner: String) throws {
        let project = try RealProject()
        try project.generate("service", "--runner", runner, "--image", "unused")
        let address = "tcp://127.0.0.1:\(RealTools.freePort())"
        let daemon = try RealTools.start(
            "sh", ["-c", "sleep 1.5; exec buildkitd --root \"$1\" --addr \"$2\"", "sh", project.path("state"), address])
        defer { RealTools.stop(daemon) }
        let result = try project.runScript(variables: ["BUILDKIT_HOST": address])
        #expect(result.status == 0, "\(result.output)")
        #expect(try project.tags() == ["abc", "buildcache", "main"])
    }
}
