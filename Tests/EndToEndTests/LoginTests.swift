import BuildKit
import LinuxProcess
import LoopbackServer
import Supervision
import Testing

extension EndToEnd {
    /// What `login` writes is what the real client uses, whatever the registry asks for.
    @Suite(.needs("docker-registry", "openssl"), .needsRoot) struct Logins {
        /// A user of a registry with passwords; the password has all that shells, JSON and line readers stumble over.
        static let odd = (
            user: "gitlab-ci-token", password: "quo\"te\\back\\\\slash '$HOME line\nbreak",
            file: "gitlab-ci-token:$2y$05$1GDVvJmEwtqw4RoCqOGJheGq5ScfM81JHLY7jIRFLRFp1ZFMZb0Py\n"
        )

        private func push(_ sandbox: Sandbox, _ image: String, adding: [String: String] = [:]) throws -> RunningProcess
        {
            let context = try Context(in: sandbox, dockerfile: "")
            let run = try sandbox.build(
                context.arguments + ["--output", "type=image,name=\(image),push=true"], adding: adding)
            try run.wait()
            return run
        }

        /// GitLab's variables, then the job's own build with buildctl's arguments.
        @Test func passwords() throws {
            let sandbox = try Sandbox(.root)
            let registry = try Registry(in: sandbox, .passwords(Self.odd.file))
            let image = "\(registry.host)/group/app:1"
            let refused = try push(sandbox, image)
            #expect(try refused.wait() == .exited(1))
            #expect(refused.error.contains("401 Unauthorized"), "\(refused.error)")

            let login = try sandbox.run(
                ["login"],
                adding: [
                    "CI_REGISTRY": registry.host, "CI_REGISTRY_USER": Self.odd.user,
                    "CI_REGISTRY_PASSWORD": Self.odd.password,
                ])
            #expect(try login.wait() == .exited(0), "\(login.error)")
            #expect(login.error.contains("\(registry.host): user \"gitlab-ci-token\" from CI_REGISTRY"))
            let pushed = try push(sandbox, image)
            #expect(try pushed.wait() == .exited(0), "\(pushed.error)")
            let user = try RegistryCredential(username: Self.odd.user, password: Self.odd.password)
            #expect(try registry.manifest(of: "group/app", "1", as: user).hasPrefix("HTTP/1.1 200"))

            let check = try sandbox.run(["login", "--check", image, "127.0.0.1:1/other"])
            #expect(try check.wait() == .exited(77))
            #expect(
                check.output.hasPrefix("\(registry.host): user \"gitlab-ci-token\" from config.json (\(registry.host))")
            )
            try registry.stop()
            sandbox.expectNothingLeft()
        }

        /// A token service sees the user of a DOCKER_AUTH_CONFIG that the client alone would have dropped.
        @Test func tokens() throws {
            let sandbox = try Sandbox(.root)
            let user = try RegistryCredential(username: "deployer", password: "plan+ted&=% \"p\\w")
            let tokens = try TokenServer(in: sandbox, user: user)
            let registry = try Registry(in: sandbox, .tokens(tokens))
            let image = "\(registry.host)/group/app:1"
            let entry = JSONValue.object(["username": .string(user.username), "password": .string(user.password)])
            let authConfig = JSONValue.object(["auths": .object([registry.host: entry])]).compactText
            let dropped = try push(sandbox, image, adding: ["DOCKER_AUTH_CONFIG": authConfig])
            #expect(try dropped.wait() == .exited(1))
            #expect(dropped.error.contains("failed to fetch anonymous token"), "\(dropped.error)")

            let login = try sandbox.run(["login"], adding: ["DOCKER_AUTH_CONFIG": authConfig])
            #expect(try login.wait() == .exited(0), "\(login.error)")
            #expect(login.error.contains("DOCKER_AUTH_CONFIG would be dropped by BuildKit's client"))
            let pushed = try push(sandbox, image, adding: ["DOCKER_AUTH_CONFIG": authConfig])
            #expect(try pushed.wait() == .exited(0), "\(pushed.error)")
            #expect(
                tokens.requests.contains { $0.body.contains("username=deployer") && $0.body.contains("pull%2Cpush") })
            try registry.stop()
            sandbox.expectNothingLeft()
        }

        /// A registry whose certificate is of an authority of one's own: the daemon has to know it.
        @Test func certificates() throws {
            let sandbox = try Sandbox(.root)
            let certificates = try Certificates(in: sandbox)
            let registry = try Registry(in: sandbox, .passwords(Self.odd.file), certificates: certificates)
            let configuration = "\(sandbox.path)/buildkitd.toml"
            let login = try sandbox.run(
                ["login"],
                adding: [
                    "BUILDKIT_RUN_REGISTRY_MINE_HOST": "https://\(registry.host)/v2/",
                    "BUILDKIT_RUN_REGISTRY_MINE_USER": Self.odd.user,
                    "BUILDKIT_RUN_REGISTRY_MINE_PASSWORD": Self.odd.password,
                ])
            #expect(try login.wait() == .exited(0), "\(login.error)")
            for (entry, expected) in [("", ExitStatus.exited(1)), ("ca = [\"\(certificates.authority)\"]", .exited(0))]
            {
                // Without `http` a registry on this machine would be asked without TLS.
                try Files.write("[registry.\"\(registry.host)\"]\nhttp = false\n\(entry)\n", to: configuration)
                let run = try push(
                    sandbox, "\(registry.host)/group/app:1", adding: ["BUILDKITD_FLAGS": "--config \(configuration)"])
                #expect(try run.wait() == expected, "\(run.error)")
                if entry.isEmpty { #expect(run.error.contains("x509: certificate signed by unknown authority")) }
            }
            try registry.stop()
            sandbox.expectNothingLeft()
        }
    }
}
