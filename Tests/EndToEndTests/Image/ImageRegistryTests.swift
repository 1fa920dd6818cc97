import BuildKit
import LinuxProcess
import Supervision
import Testing

extension EndToEnd {
    /// `image` with nothing but a job's variables, at registries of all kinds; its exit code tells what to do.
    @Suite(.needs("docker-registry", "openssl")) struct ImageRegistries {
        /// What GitLab sets in a job on a protected default branch.
        static func job(_ host: String, user: String = Logins.odd.user, password: String = Logins.odd.password)
            -> [String: String]
        {
            [
                "GITLAB_CI": "true", "CI_REGISTRY": host, "CI_REGISTRY_USER": user, "CI_REGISTRY_PASSWORD": password,
                "CI_REGISTRY_IMAGE": "\(host)/group/app", "CI_COMMIT_BRANCH": "main", "CI_DEFAULT_BRANCH": "main",
                "CI_COMMIT_REF_SLUG": "main", "CI_COMMIT_REF_PROTECTED": "true", "CI_PROJECT_TITLE": "App",
                "CI_COMMIT_SHA": "860c1904a1ce19322e91ac35af1ab07466440c37",
                "CI_PIPELINE_CREATED_AT": "2026-07-10T23:30:00Z",
            ]
        }

        private func image(
            _ sandbox: Sandbox, _ arguments: [String], _ variables: [String: String], dockerfile: String = "RUN true\n"
        ) throws -> RunningProcess {
            let context = try Context(in: sandbox, dockerfile: dockerfile)
            let run = try sandbox.run(
                ["image", "--state-dir", sandbox.state] + arguments + [context.path], adding: variables)
            try run.wait()
            return run
        }

        private func expect(
            _ run: RunningProcess, exits code: Int32, sourceLocation: SourceLocation = #_sourceLocation
        ) throws {
            let status = try run.wait()
            #expect(status == .exited(code), "\(run.error)", sourceLocation: sourceLocation)
        }

        @Test(.needsRoot) func aWrongPassword() throws {
            let sandbox = try Sandbox(.root)
            let registry = try Registry(in: sandbox, .passwords(Logins.odd.file))
            let refused = try image(sandbox, ["--push"], Self.job(registry.host, password: "wrong"))
            try expect(refused, exits: 77)
            #expect(!Files.exists("\(sandbox.home)/.docker"))
            try registry.stop()
            sandbox.expectNothingLeft()
        }

        /// The mended variable reaches the client, and the job's own stays as it was.
        @Test(.needsRoot) func tokens() throws {
            let sandbox = try Sandbox(.root)
            let user = try RegistryCredential(username: "deployer", password: "plan+ted&=% \"p\\w")
            let tokens = try TokenServer(in: sandbox, user: user)
            let registry = try Registry(in: sandbox, .tokens(tokens))
            let arguments = ["--push", "-t", "\(registry.host)/group/app:1"]
            for (password, code) in [(user.password, Int32(0)), ("wrong", 77)] {
                let entry = JSONValue.object(["username": .string(user.username), "password": .string(password)])
                let authConfig = JSONValue.object(["auths": .object([registry.host: entry])]).compactText
                let run = try image(sandbox, arguments, ["DOCKER_AUTH_CONFIG": authConfig])
                try expect(run, exits: code)
                #expect(run.error.contains("DOCKER_AUTH_CONFIG would be dropped"))
            }
            let anonymous = try image(sandbox, arguments, [:])
            try expect(anonymous, exits: 77)
            try registry.stop()
            sandbox.expectNothingLeft()
        }

        /// `SSL_CERT_FILE` reaches the daemon and the client, which asks for the tokens.
        @Test(.needsRoot) func certificates() throws {
            let sandbox = try Sandbox(.root)
            let certificates = try Certificates(in: sandbox)
            let registry = try Registry(in: sandbox, .passwords(Logins.odd.file), certificates: certificates)
            // A registry on this machine would be asked without TLS by default.
            let configuration = "\(sandbox.path)/buildkitd.toml"
            try Files.write("[registry.\"\(registry.host)\"]\nhttp = false\n", to: configuration)
            let variables = Self.job(registry.host).merging(["BUILDKITD_FLAGS": "--config \(configuration)"]) { $1 }
            let refused = try image(sandbox, ["--push", "--cache", "none"], variables)
            try expect(refused, exits: 78)
            let pushed = try image(
                sandbox, ["--push"], variables.merging(["SSL_CERT_FILE": certificates.authority]) { $1 })
            try expect(pushed, exits: 0)
            try registry.stop()
            sandbox.expectNothingLeft()
        }

        /// A registry that refuses an index as a cache gets an image manifest; one who asks for an index is told.
        @Test(.needsRoot) func indexesAreRefused() throws {
            let sandbox = try Sandbox(.root)
            let registry = try Registry(in: sandbox)
            let proxy = try RegistryProxy(before: registry) { request, _ in
                request.putsIndex && !request.target.hasSuffix("/main")
                    ? .badRequest("{\"errors\":[{\"code\":\"MANIFEST_INVALID\"}]}") : nil
            }
            let byDefault = try image(sandbox, ["--push"], Self.job(proxy.host))
            try expect(byDefault, exits: 0)
            #expect(try registry.manifest(of: "group/app", "buildcache").hasPrefix("HTTP/1.1 200"))
            let cache = "type=registry,ref=\(proxy.host)/group/app:other,mode=max,image-manifest=false"
            let explicit = try image(sandbox, ["--push", "--cache-to", cache], Self.job(proxy.host))
            try expect(explicit, exits: 78)
            try registry.stop()
            sandbox.expectNothingLeft()
        }
    }
}
