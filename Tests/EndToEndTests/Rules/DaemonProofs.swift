import Glibc
import LinuxProcess
import Testing

extension EndToEnd.WillFailRules {
    /// Where the daemon is, and how the client comes to it.
    @Suite(.needsRoot, .needs("buildctl-daemonless.sh")) struct Daemons {
        static let proofs =
            alone + [
                portMismatch, unknownService, noHealthCheck, plainClient, plainDaemon, kubectl, sharedState, config,
            ]

        // MARK: Jobs without a daemon to talk to

        private static let alone = [
            RuleProof(
                rule: "buildctl-without-builder", pipeline: job(script: "buildctl \(build)"),
                failure: "connect: no such file or directory",
                correction: .byHand("buildctl build", becomes: "buildctl-daemonless.sh build")),
            RuleProof(
                rule: "docker-command-in-builder-image",
                pipeline: job(script: "echo x | docker login -u user --password-stdin registry.example.com"),
                failure: "docker: not found", exitCode: 127,
                correction: .byHand(
                    "echo x | docker login -u user --password-stdin registry.example.com",
                    becomes: #"printf '{"auths":{"registry.example.com":{"auth":"dXNlcjp4"}}}' > config.json"#)),
            RuleProof(
                rule: "folded-heredoc",
                pipeline: job(
                    script:
                        "cat <<'EOF' > mirrors.toml\n      [registry.\"docker.io\"]\n      mirrors = [\"m\"]\n      EOF"
                ),
                failure: "can't open", correction: .byHand("- cat", becomes: "- |\n      cat")),
        ]

        @Test(arguments: alone) func proof(_ proof: RuleProof) throws {
            try JobMachine(in: try Sandbox(.root), dockerfile: proof.dockerfile).prove(proof)
        }

        /// The entrypoint of the image gets the shell that the runner starts as its arguments.
        static let entrypoint = RuleProof(
            rule: "builder-image-without-entrypoint",
            pipeline:
                "build-image:\n  image: moby/buildkit:v0.26.2\n  script:\n    - buildctl-daemonless.sh \(build)\n",
            failure: "flag provided but not defined: -c", correction: .safeFix)

        @Test func theEntrypointTakesThePlaceOfTheScript() throws {
            let sandbox = try Sandbox(.root)
            try JobMachine(in: sandbox, dockerfile: Self.entrypoint.dockerfile).prove(Self.entrypoint) {
                machine, variables in
                if try machine.pipeline().contains("entrypoint: [\"\"]") { return try machine.run(variables) }
                return try sandbox.start([try Tools.require("buildkitd"), "sh", "-c", "echo the script"])
            }
        }

        // MARK: Services

        static let portMismatch = RuleProof(
            rule: "builder-host-port-mismatch", pipeline: service(address: "tcp://buildkitd:%OTHER%"),
            failure: "connection refused", correction: .safeFix)
        static let unknownService = RuleProof(
            rule: "builder-host-without-service", pipeline: service(address: "tcp://buildkit:%PORT%"),
            failure: "lookup buildkit", correction: .safeFix)
        static let noHealthCheck = RuleProof(
            rule: "service-without-health-check", pipeline: service(healthCheck: false),
            failure: "connection refused", correction: .safeFix)
        static let plainClient = RuleProof(
            rule: "tls-on-one-side", pipeline: service(flags: ", %TLSFLAGS%"), failure: "connection error",
            correction: .byHand("buildctl build", becomes: "buildctl --tlsdir %TLS% build"))
        static let plainDaemon = RuleProof(
            rule: "tls-on-one-side", pipeline: service(client: "buildctl --tlsdir %TLS%"),
            failure: "first record does not look like a TLS handshake",
            correction: .byHand("buildctl --tlsdir %TLS% build", becomes: "buildctl build"))

        @Test(.needs("openssl"), arguments: [portMismatch, unknownService, noHealthCheck, plainClient, plainDaemon])
        func services(_ proof: RuleProof) throws {
            let sandbox = try Sandbox(.root)
            let machine = try JobMachine(in: sandbox, dockerfile: proof.dockerfile)
            machine.names.append("buildkitd")
            let certificates = try Certificates(in: sandbox, names: "DNS:buildkitd")
            let port = try Network.freePort()
            let proof = proof.with([
                "PORT": "\(port)", "OTHER": "\(try Network.freePort())", "TLS": certificates.clientDirectory,
                "TLSFLAGS": certificates.serverFlags.joined(separator: ", "),
            ])
            try machine.prove(proof) { machine, variables in
                // The runner waits for the port that the service's variable names, and for nothing else.
                guard try machine.pipeline().contains("HEALTHCHECK_TCP_PORT") else { return try machine.run(variables) }
                let daemon = try machine.startService(port: port)
                try eventually("the service listens") { (try? Network.connection(to: port)) != nil }
                let job = try machine.run(variables)
                try job.wait()
                daemon.signal(SIGTERM)
                try daemon.wait()
                return job
            }
        }

        // MARK: What the daemon and the client need besides

        static let kubectl = RuleProof(
            rule: "kube-pod-without-kubectl",
            pipeline: job(variables: "BUILDKIT_HOST: kube-pod://buildkitd-0", script: "buildctl \(build)"),
            failure: "executable file not found in $PATH",
            correction: .byHand("moby/buildkit:v0.26.2", becomes: "registry.example.com/buildkit-kubectl:1.2"))

        @Test func aPodIsReachedByKubectl() throws {
            let sandbox = try Sandbox(.root)
            let pod = "unix://\(sandbox.path)/pod.sock"
            let daemon = try sandbox.start([
                try Tools.require("buildkitd"), "--root=\(sandbox.path)/state-pod", "--addr=\(pod)",
            ])
            try eventually("the daemon listens") { Files.exists("\(sandbox.path)/pod.sock") }
            let machine = try JobMachine(in: sandbox, dockerfile: Self.kubectl.dockerfile)
            try machine.prove(Self.kubectl) { machine, variables in
                if try machine.pipeline().contains("buildkit-kubectl") {
                    try machine.installKubectl(reaching: pod, log: "\(sandbox.path)/kubectl.log")
                }
                return try machine.run(variables)
            }
            daemon.signal(SIGTERM)
            try daemon.wait()
        }

        static let sharedState = RuleProof(
            rule: "shared-builder-state",
            pipeline: job(
                variables: "BUILDKITD_FLAGS: --root /mnt/buildkit", script: "buildctl-daemonless.sh \(build)"),
            failure: "could not lock /mnt/buildkit/buildkitd.lock",
            correction: .byHand("/mnt/buildkit", becomes: "/mnt/buildkit-$CI_CONCURRENT_ID"))

        /// Another job has the state at the same time.
        @Test func twoJobsShareAVolume() throws {
            let sandbox = try Sandbox(.root)
            let volume = "\(sandbox.path)/volume"
            try FileTree.makeDirectories(volume)
            let other = try sandbox.start([
                try Tools.require("buildkitd"), "--root=\(volume)/buildkit", "--addr=unix://\(sandbox.path)/other.sock",
            ])
            try eventually("the other daemon listens") { Files.exists("\(sandbox.path)/other.sock") }
            let machine = try JobMachine(in: sandbox, dockerfile: Self.sharedState.dockerfile)
            machine.confinement = "mount -o bind \(volume) /mnt"
            try machine.prove(Self.sharedState, ["CI_CONCURRENT_ID": "1"])
            other.signal(SIGTERM)
            try other.wait()
        }

        static let config = RuleProof(
            rule: "missing-buildkitd-config",
            pipeline: job(
                variables: "BUILDKITD_FLAGS: --config=ci/buildkitd.toml",
                script: "buildctl-daemonless.sh \(build) --output type=image,name=%HOST%/group/app:1,push=true"),
            failure: "http: server gave HTTP response to HTTPS client",
            correction: .byHand("ci/buildkitd.toml", becomes: "buildkitd.toml"))

        /// A file that is not there is passed over, and the registry in it stays unknown.
        @Test func theDaemonPassesOverAMissingFile() throws {
            let sandbox = try Sandbox(.root)
            let registry = try Registry(in: sandbox)
            let host = "\(JobMachine.otherName):\(registry.port)"
            let machine = try JobMachine(in: sandbox, dockerfile: Self.config.dockerfile)
            try Files.write("[registry.\"\(host)\"]\n  http = true\n", to: "\(machine.checkout.path)/buildkitd.toml")
            try machine.prove(Self.config.with(["HOST": host]))
            #expect(try registry.tags() == ["1"])
        }

        // MARK: Pipelines

        private static let build = "build --frontend dockerfile.v0 --local context=. --local dockerfile=."

        private static func job(variables: String = "NOTE: for the job", script: String) -> String {
            """
            build-image:
              image:
                name: moby/buildkit:v0.26.2
                entrypoint: [""]
              variables:
                \(variables)
              script:
                - \(script)

            """
        }

        private static func service(
            address: String = "tcp://buildkitd:%PORT%", flags: String = "", client: String = "buildctl",
            healthCheck: Bool = true
        ) -> String {
            """
            build-image:
              image:
                name: moby/buildkit:v0.26.2
                entrypoint: [""]
              services:
                - name: moby/buildkit:v0.26.2
                  alias: buildkitd
                  command: [--addr, "tcp://0.0.0.0:%PORT%"\(flags)]
            \(healthCheck ? "      variables: {HEALTHCHECK_TCP_PORT: \"%PORT%\"}" : "")
              variables:
                BUILDKIT_HOST: \(address)
              script:
                - \(client) \(build)

            """
        }
    }
}
