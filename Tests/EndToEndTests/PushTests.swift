import LinuxProcess
import Supervision
import Testing

extension EndToEnd {
    @Suite(.needs("docker-registry")) struct Push {
        @Test(.needsRoot) func asRoot() throws { try push(as: .root) }

        @Test(.needsRootless) func rootless() throws { try push(as: .ordinary()) }

        /// The image that a registry gives back is the one that the client says it has pushed; and it is found as a base.
        private func push(as account: Account) throws {
            let sandbox = try Sandbox(account)
            let registry = try Registry(in: sandbox)
            let context = try Context(in: sandbox, dockerfile: "RUN echo made > /made\n")
            let metadata = "\(sandbox.home)/metadata.json"
            let output = "type=image,name=\(registry.host)/group/project:1,push=true"
            let run = try sandbox.build(context.arguments + ["--output", output, "--metadata-file", metadata])
            #expect(try run.wait() == .exited(0), "\(run.error)")
            let answer = try registry.manifest(of: "group/project", "1")
            #expect(answer.hasPrefix("HTTP/1.1 200"), "\(answer)")
            let header = try #require(answer.firstRange(of: "Docker-Content-Digest: "), "\(answer)")
            let digest = String(answer[header.upperBound...].prefix { !$0.isWhitespace })
            #expect(digest.hasPrefix("sha256:"))
            #expect(try Files.read(metadata).contains("\"containerimage.digest\": \"\(digest)\""))
            #expect(try registry.manifest(of: "group/project", digest).hasPrefix("HTTP/1.1 200"))

            let next = "FROM \(registry.host)/group/project@\(digest)\nRUN cat /made\n"
            try Files.write(next, to: "\(context.path)/Dockerfile")
            let pull = try sandbox.build(context.arguments + ["--no-cache"])
            #expect(try pull.wait() == .exited(0), "\(pull.error)")
            try registry.stop()
            sandbox.expectNothingLeft()
        }

        /// A registry that is not there is the build's failure, not the builder's.
        @Test(.needsRoot) func refused() throws {
            let sandbox = try Sandbox(.root)
            let context = try Context(in: sandbox, dockerfile: "")
            let output = "type=image,name=127.0.0.1:\(try Network.freePort())/project:1,push=true"
            let run = try sandbox.build(context.arguments + ["--output", output])
            #expect(try run.wait() == .exited(1), "\(run.error)")
            #expect(run.error.contains("connection refused"))
            sandbox.expectNothingLeft()
        }
    }
}
