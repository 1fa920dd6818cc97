import Testing

extension EndToEnd.WillFailRules {
    /// The client of Docker, and the engine beside its job.
    @Suite(.needsRoot, .needs("docker", "dockerd", "openssl")) struct Dockers {
        static let proofs = [noDaemon, plainPort, encryptedPort, noAlias]

        static let noDaemon = RuleProof(
            rule: "docker-command-without-daemon", pipeline: job(service: nil), dockerfile: dockerfile,
            failure: "lookup docker",
            correction: .byHand(
                "image: docker:28.5.1", becomes: "image: docker:28.5.1\n  services: [docker:28.5.1-dind]"))
        static let plainPort = RuleProof(
            rule: "docker-in-docker-tls-disagreement",
            pipeline: job(variables: "{DOCKER_HOST: tcp://docker:2375, DOCKER_TLS_CERTDIR: /certs}"),
            dockerfile: dockerfile, failure: "Cannot connect to the Docker daemon at tcp://docker:2375",
            correction: .byHand(":2375", becomes: ":2376"))
        static let encryptedPort = RuleProof(
            rule: "docker-in-docker-tls-disagreement",
            pipeline: job(variables: "{DOCKER_HOST: tcp://docker:2376, DOCKER_TLS_CERTDIR: \"\"}"),
            dockerfile: dockerfile, failure: "Cannot connect to the Docker daemon at tcp://docker:2376",
            correction: .byHand(":2376", becomes: ":2375"))
        static let noAlias = RuleProof(
            rule: "service-without-alias", pipeline: job(service: "mirror.example.com/docker:28.5.1-dind"),
            dockerfile: dockerfile, failure: "lookup docker", correction: .safeFix)

        @Test(arguments: [noDaemon, plainPort, encryptedPort, noAlias]) func proof(_ proof: RuleProof) throws {
            let sandbox = try Sandbox(.root)
            let machine = try JobMachine(in: sandbox, dockerfile: proof.dockerfile)
            try machine.link(try Tools.require("docker"), as: "docker")
            let certificates = try Certificates(in: sandbox, names: "DNS:docker")
            try machine.prove(proof) { machine, _ in
                let pipeline = try machine.pipeline()
                guard pipeline.contains("-dind") else {
                    return try machine.run(DockerEngine.clientVariables(in: pipeline, nil))
                }
                // The variable is the job's or else that of both images, which have `/certs`.
                let shared = pipeline.contains("DOCKER_TLS_CERTDIR: \"\"") ? nil : certificates
                let engine = try DockerEngine(in: sandbox, certificates: shared)
                machine.addresses = Self.names(in: pipeline).reduce(into: [:]) { $0[$1] = engine.address }
                let job = try machine.run(DockerEngine.clientVariables(in: pipeline, shared))
                try job.wait()
                try engine.stop()
                return job
            }
        }

        /// The names that GitLab Runner gives the service of a pipeline of this suite
        /// (<https://docs.gitlab.com/ci/services/#accessing-the-services>).
        private static func names(in pipeline: String) -> [String] {
            guard pipeline.contains("mirror.example.com/docker:28.5.1-dind") else { return ["docker"] }
            return ["mirror.example.com__docker", "mirror.example.com-docker"]
                + (pipeline.contains("alias: docker\n") ? ["docker"] : [])
        }

        /// Without a step that runs, which an engine without networks cannot.
        private static let dockerfile = "COPY hello /\n"

        private static func job(service: String? = "docker:28.5.1-dind", variables: String = "{}") -> String {
            """
            build-image:
              image: docker:28.5.1
            \(service.map { "  services:\n    - name: \($0)" } ?? "")
              variables: \(variables)
              script:
                - docker build -t app .

            """
        }
    }
}
