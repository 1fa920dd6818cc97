import Glibc
import LinuxProcess
import Supervision
import Testing

extension EndToEnd.WillFailRules {
    private static let conformanceFolder =
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")
        + "/../shared/conformance/visible/buildkit-jobs"

    /// Pipelines of the conformance set that GitLab accepts and rules of this category find something in: that they are
    /// right is seen by running the jobs.
    @Suite(
        .needsRoot, .needsRootless, .needs("buildctl-daemonless.sh"),
        .enabled(if: Files.exists(conformanceFolder), "the conformance set is not beside this repository"))
    struct ConformanceJobs {
        private static let entrypoint = "builder-image-without-entrypoint"
        private static let processSandbox = "rootless-without-no-process-sandbox"
        private static let healthCheck = "service-without-health-check"

        /// Where the runner starts the shell behind the image's entrypoint, that one takes the shell for its flags.
        @Test(arguments: [("cache-registry", "build"), ("signing", "build"), ("buildkitd-service", "build-image")])
        func theEntrypointTakesThePlaceOfTheScript(_ file: String, _ job: String) throws {
            let machine = try machine(file, Self.rootless(file) ? .ordinary() : .root)
            #expect(try machine.findings().contains(Self.entrypoint))
            let run = try machine.sandbox.start(
                (Self.rootless(file) ? ["rootlesskit", "buildkitd"] : ["buildkitd"]).map { try Tools.require($0) } + [
                    "sh", "-c", "echo the script",
                ])
            #expect(try run.wait() == .exited(1))
            #expect((run.output + run.error).contains("flag provided but not defined: -c"))
            #expect(!run.output.contains("the script"))
            try machine.correct(.safeFix, of: Self.entrypoint)
            #expect(try !machine.findings().contains(Self.entrypoint))
        }

        /// In a container whose /proc is masked, as those of Docker and Kubernetes are.
        @Test(arguments: ["cache-registry", "buildctl-secrets"]) func aMaskedProc(_ file: String) throws {
            let machine = try machine(file, .ordinary())
            machine.confinement = "mount -t tmpfs tmpfs /proc/tty"
            let registry = try Registry(in: machine.sandbox)
            let variables = JobMachine.pipeline(registry).merging(["CI_COMMIT_TAG": "v1", "NPM_TOKEN": "token"]) { $1 }
            try machine.correct(.safeFix, of: Self.entrypoint)
            #expect(try machine.findings() == [Self.processSandbox])
            try expectFailure("operation not permitted", machine, variables)
            try machine.correct(.unsafeFix, of: Self.processSandbox)
            try expectSuccess(machine, variables)
        }

        /// Their jobs name nothing to build: with a context they come to a step.
        @Test(arguments: ["kubernetes-rootless", "signing"]) func aMaskedProcWithAContext(_ file: String) throws {
            let machine = try machine(file, .ordinary())
            machine.confinement = "mount -t tmpfs tmpfs /proc/tty"
            let frontend = "--frontend dockerfile.v0"
            try machine.write(
                try machine.pipeline().replacing("daemonless.sh build \(frontend)", with: "daemonless.sh build")
                    .replacing(
                        "daemonless.sh build",
                        with: "daemonless.sh build \(frontend) --local context=. --local dockerfile=."))
            try machine.correct(.safeFix, of: Self.entrypoint)
            #expect(try machine.findings() == [Self.processSandbox])
            try expectFailure("operation not permitted", machine)
            try machine.correct(.unsafeFix, of: Self.processSandbox)
            try expectSuccess(machine)
        }

        /// The image names no port that the runner could wait for, and the daemon is not there yet.
        @Test func nothingWaitsForTheDaemon() throws {
            let machine = try machine("buildkitd-service", .root)
            machine.names.append("buildkitd")
            let port = try Network.freePort()
            try machine.write(try machine.pipeline().replacing(":1234", with: ":\(port)"))
            try machine.correct(.safeFix, of: Self.entrypoint)
            #expect(try machine.findings() == [Self.healthCheck])
            try expectFailure("connection refused", machine, job: "build-image")
            try machine.correct(.safeFix, of: Self.healthCheck)
            let daemon = try machine.startService(port: port)
            try eventually("the service listens") { (try? Network.connection(to: port)) != nil }
            try expectSuccess(machine, job: "build-image")
            daemon.signal(SIGTERM)
            try daemon.wait()
        }

        private func expectFailure(
            _ failure: String, _ machine: JobMachine, _ variables: [String: String] = [:], job: String = "build",
            sourceLocation: SourceLocation = #_sourceLocation
        ) throws {
            let run = try machine.run(variables, job: job)
            #expect(try run.wait() == .exited(1), sourceLocation: sourceLocation)
            let text = run.output + run.error
            #expect(text.contains(failure), "\(text)", sourceLocation: sourceLocation)
        }

        /// Expects that nothing is found, and that the job works.
        private func expectSuccess(
            _ machine: JobMachine, _ variables: [String: String] = [:], job: String = "build",
            sourceLocation: SourceLocation = #_sourceLocation
        ) throws {
            #expect(try machine.findings() == [], sourceLocation: sourceLocation)
            try machine.succeed(variables, job: job, sourceLocation: sourceLocation)
        }

        private static func rootless(_ file: String) -> Bool { file != "buildkitd-service" }

        /// A machine whose checkout has the pipeline, and a Dockerfile with a step at each path that the jobs name.
        private func machine(_ file: String, _ account: Account) throws -> JobMachine {
            let machine = try JobMachine(in: try Sandbox(account), dockerfile: "RUN echo made > /made\n")
            try machine.write(try Files.read("\(EndToEnd.WillFailRules.conformanceFolder)/\(file).yml"))
            let docker = "\(machine.checkout.path)/docker"
            try FileTree.makeDirectories(docker)
            _ = chmod(docker, 0o755)
            try Files.write(
                """
                FROM scratch AS base
                ADD rootfs /
                FROM base AS release
                ARG VERSION
                RUN --mount=type=secret,id=npm test "$(cat /run/secrets/npm)" = token && test "$VERSION" = v1

                """, to: "\(docker)/Dockerfile.prod")
            machine.sandbox.account.own(machine.checkout.path)
            return machine
        }
    }
}
