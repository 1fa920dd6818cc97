import BuildKit
import LinuxProcess
import Supervision
import Testing

extension EndToEnd {
    /// Secrets that a job has, looked for wherever somebody could see them: in what is printed, in the arguments of all
    /// processes while the build runs, and in the files that are left.
    @Suite(.needs("docker-registry"), .needsRoot) struct Secrets {
        private static let registryPassword = "planted-registry-password-4711"
        private static let buildSecret = "planted-build-secret-0815"
        private static let variable = "planted-variable-2342"
        private static let hubPassword = "planted-hub-password-1337"
        private static let users =
            "gitlab-ci-token:$2y$05$hXmaESgmd6NpBjm9tYu8u.begv54DkjPPMW6Op0vI.sSGZ5s4c64G\n"

        /// As they are, and as `config.json` holds them.
        static let planted =
            [registryPassword, buildSecret, variable, hubPassword]
            + [("gitlab-ci-token", registryPassword), ("hub-user", hubPassword)].map {
                Base64.encoded(Array("\($0):\($1)".utf8))
            }

        /// The variables of the job.
        static func variables(_ registry: Registry) -> [String: String] {
            [
                "CI_REGISTRY": registry.host, "CI_REGISTRY_USER": "gitlab-ci-token",
                "CI_REGISTRY_PASSWORD": registryPassword, "DEPLOY_TOKEN": variable, "BUILD_SECRET": buildSecret,
                "DOCKER_AUTH_CONFIG":
                    "{\"auths\":{\"docker.io\":{\"username\":\"hub-user\",\"password\":\"\(hubPassword)\"}}}",
            ]
        }

        /// Follows a process to its end.
        ///
        /// - Returns: the command lines of all processes of the machine meanwhile that hold a secret, and whether the
        ///   client's was among those looked at.
        private func watch(_ run: RunningProcess) throws -> (leaks: Set<String>, sawClient: Bool) {
            var leaks: Set<String> = []
            var sawClient = false
            repeat {
                for name in FileTree.names(in: "/proc") {
                    guard Int(name) != nil, let command = readFile("/proc/\(name)/cmdline") else { continue }
                    if command.contains("buildctl\0") { sawClient = true }
                    if Self.planted.contains(where: command.contains) { leaks.insert(command) }
                }
            } while !run.hasEnded
            return (leaks, sawClient)
        }

        /// Files in the sandbox that hold a secret.
        private func files(_ sandbox: Sandbox) throws -> Set<String> {
            let patterns = Self.planted.flatMap { ["-e", $0] }
            let search = try sandbox.start([try Tools.require("grep"), "-rlaF"] + patterns + [sandbox.path])
            try search.wait()
            return Set(search.output.split(separator: "\n").map { String($0.dropFirst(sandbox.path.count + 1)) })
        }

        private func expectSilent(_ run: RunningProcess, sourceLocation: SourceLocation = #_sourceLocation) {
            for secret in Self.planted {
                #expect(!run.output.contains(secret), sourceLocation: sourceLocation)
                #expect(!run.error.contains(secret), sourceLocation: sourceLocation)
            }
        }

        @Test func loginAndBuild() throws {
            let sandbox = try Sandbox(.root)
            let registry = try Registry(in: sandbox, .passwords(Self.users))
            let variables = Self.variables(registry)
            for arguments in [["login", "--explain"], ["login"], ["login", "--check", "\(registry.host)/a"]] {
                let login = try sandbox.run(arguments, adding: variables)
                #expect(try login.wait() == .exited(0), "\(login.error)")
                expectSilent(login)
            }
            let context = try Context(
                in: sandbox,
                dockerfile: "RUN --mount=type=secret,id=key,required=true cat /run/secrets/key > /dev/null\n")
            let arguments =
                context.arguments + [
                    "--secret", "id=key,env=BUILD_SECRET", "--output",
                    "type=image,name=\(registry.host)/group/app:1,push=true",
                ]
            let explained = try sandbox.run(["--explain", "build"] + arguments, adding: variables)
            #expect(try explained.wait() == .exited(0))
            expectSilent(explained)
            let run = try sandbox.build(arguments, adding: variables)
            let (leaks, sawClient) = try watch(run)
            #expect(try run.wait() == .exited(0), "\(run.error)")
            #expect(leaks == [] && sawClient)
            expectSilent(run)
            // The build fails, and so does the push with the wrong password.
            for (dockerfile, more) in [
                ("RUN --mount=type=secret,id=key sh -c 'exit 3'\n", [:]),
                ("", ["DOCKER_CONFIG": "\(sandbox.path)/none"]),
            ] {
                _ = try Context(in: sandbox, dockerfile: dockerfile)
                let failed = try sandbox.build(arguments, adding: variables.merging(more) { $1 })
                #expect(try failed.wait() == .exited(1))
                expectSilent(failed)
            }
            try registry.stop()
            #expect(try files(sandbox) == ["home/.docker/config.json"])
            sandbox.expectNothingLeft()
        }

        /// `image` keeps nothing, and tells nothing in the files and reports that it writes.
        @Test func imageAndReports() throws {
            let sandbox = try Sandbox(.root)
            let registry = try Registry(in: sandbox, .passwords(Self.users))
            let variables = ImageRegistries.job(registry.host).merging(Self.variables(registry)) { $1 }
            let context = try Context(
                in: sandbox,
                dockerfile:
                    "RUN --mount=type=secret,id=key,required=true cat /run/secrets/key > /dev/null\nRUN --mount=type=secret,id=key exit ${CODE:-0}\n"
            )
            let reports = ["codequality", "dotenv", "metrics", "annotations", "junit", "html"].map {
                "--report-\($0)=\(sandbox.home)/report-\($0)"
            }
            let files = ["metadata-file", "iidfile", "digest-file"].flatMap { ["--\($0)", "\(sandbox.home)/\($0)"] }
            let arguments =
                ["image", "--state-dir", sandbox.state, "--secret", "id=key,env=BUILD_SECRET", "--push", context.path]
                + reports + files
            let explained = try sandbox.run(arguments + ["--explain"], adding: variables)
            #expect(try explained.wait() == .exited(0), "\(explained.error)")
            expectSilent(explained)
            #expect(try self.files(sandbox) == [])
            for (more, code) in [
                ([:], Int32(0)), (["CI_REGISTRY_PASSWORD": "planted-build-secret-0815"], 77),
            ] {
                let run = try sandbox.run(arguments, adding: variables.merging(more) { $1 })
                let (leaks, sawClient) = try watch(run)
                #expect(try run.wait() == .exited(code), "\(run.error)")
                #expect(leaks == [] && sawClient)
                expectSilent(run)
                #expect(try self.files(sandbox) == [])
            }
            try registry.stop()
            sandbox.expectNothingLeft()
        }

        /// Build arguments and proxies with secrets: BuildKit keeps them in its state and the image's history, as Docker
        /// does, and they are nowhere else; not even where a step prints them.
        @Test func buildArgumentsAndProxies() throws {
            let sandbox = try Sandbox(.root)
            let registry = try Registry(in: sandbox, .passwords(Self.users))
            let docker = "\(sandbox.path)/docker"
            try FileTree.makeDirectories(docker)
            try Files.write(
                "{\"proxies\":{\"default\":{\"httpProxy\":\"http://user:\(Self.hubPassword)@127.0.0.1:1\"}}}",
                to: "\(docker)/config.json")
            let variables = ImageRegistries.job(registry.host).merging(Self.variables(registry)) { $1 }
                .merging(["DOCKER_CONFIG": docker, "DOCKER_AUTH_CONFIG": "", "NPM_TOKEN": Self.buildSecret]) { $1 }
            let context = try Context(
                in: sandbox,
                dockerfile:
                    "ARG NPM_TOKEN\nARG WITH\nRUN echo $NPM_TOKEN $WITH $HTTP_PROXY; echo length ${#NPM_TOKEN}\n")
            let reports = ["codequality", "dotenv", "metrics", "annotations", "junit", "html"].map {
                "--report-\($0)=\(sandbox.home)/report-\($0)"
            }
            let arguments =
                [
                    "image", "--state-dir", sandbox.state, "--build-arg", "NPM_TOKEN", "--build-arg",
                    "WITH=https://user:\(Self.variable)@registry.example/", "--push", context.path,
                ] + reports
            let explained = try sandbox.run(arguments + ["--explain"], adding: variables)
            #expect(try explained.wait() == .exited(0), "\(explained.error)")
            expectSilent(explained)
            let run = try sandbox.run(arguments, adding: variables)
            let (leaks, sawClient) = try watch(run)
            #expect(try run.wait() == .exited(0), "\(run.error)")
            // What people write on the command line of `image` themselves is not ours to hide.
            #expect(leaks.filter { !$0.contains("buildkit-run\0image") } == [] && sawClient)
            expectSilent(run)
            #expect(run.error.contains("length \(Self.buildSecret.utf8.count)"), "\(run.error)")
            #expect(run.error.contains("the build argument NPM_TOKEN is recorded in the image"))
            FileTree.remove(sandbox.state)
            #expect(try files(sandbox) == ["docker/config.json"])
            try registry.stop()
            sandbox.expectNothingLeft()
        }
    }
}
