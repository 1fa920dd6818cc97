import LinuxProcess
import Testing

extension EndToEnd.WillFailRules {
    /// Words of buildctl's command line.
    @Suite(.needsRoot, .needs("buildctl-daemonless.sh")) struct Arguments {
        static let proofs = [
            RuleProof(
                rule: "unknown-buildctl-flag", pipeline: daemonless("--build-arg NOTE=made"),
                dockerfile: "ARG NOTE\nRUN test \"$NOTE\" = made\n",
                failure: "flag provided but not defined: -build-arg", correction: .safeFix),
            RuleProof(
                rule: "unknown-buildctl-flag", pipeline: daemonless("--target=first"),
                dockerfile: "FROM scratch AS first\nFROM missing\n", failure: "flag provided but not defined: -target",
                correction: .safeFix),
            RuleProof(
                rule: "dockerfile-local-names-file", pipeline: daemonless(dockerfile: "./Dockerfile"),
                failure: "invalid local: stat Dockerfile: not a directory", correction: .safeFix),
            RuleProof(
                rule: "rejected-add-hosts", pipeline: daemonless("--opt add-hosts=db:10.0.0.5"),
                dockerfile: #"RUN case "$(cat /etc/hosts)" in *10.0.0.5*db*) ;; *) exit 1 ;; esac"#,
                failure: "failed to parse additional hosts: invalid key-value pair db:10.0.0.5",
                correction: .safeFix),
            RuleProof(
                rule: "rejected-shm-size", pipeline: daemonless("--opt shm-size=64m"),
                dockerfile: #"RUN case "$(cat /proc/mounts)" in *" /dev/shm "*size=65536k*) ;; *) exit 1 ;; esac"#,
                failure: #"failed to parse shm size: strconv.ParseInt: parsing "64m": invalid syntax"#,
                correction: .safeFix),
            RuleProof(
                rule: "rejected-host-network",
                pipeline: daemonless(
                    "--opt force-network-mode=host", flags: "--allow-insecure-entitlement network.host"),
                failure: "network.host is not allowed", correction: .safeFix),
            RuleProof(
                rule: "rejected-host-network",
                pipeline: daemonless("--opt force-network-mode=host --allow network.host", flags: "--debug"),
                failure: "granting entitlement network.host is not allowed by build daemon configuration",
                correction: .byHand("--debug", becomes: "--debug --allow-insecure-entitlement network.host")),
        ]

        /// A job that starts its daemon itself.
        static func daemonless(_ arguments: String = "", dockerfile: String = ".", flags: String? = nil) -> String {
            """
            build-image:
              image:
                name: moby/buildkit:v0.26.2
                entrypoint: [""]
              variables:
                NOTE: for the job
                \(flags.map { "BUILDKITD_FLAGS: \($0)" } ?? "")
              script:
                - buildctl-daemonless.sh build --frontend dockerfile.v0 --local context=. --local dockerfile=\(dockerfile) \(arguments)

            """
        }

        @Test(arguments: proofs) func proof(_ proof: RuleProof) throws {
            try JobMachine(in: try Sandbox(.root), dockerfile: proof.dockerfile).prove(proof)
        }

        static let names = RuleProof(
            rule: "unquoted-comma-in-image-names",
            pipeline: daemonless(
                "--output type=image,name=$CI_REGISTRY/group/app:1,$CI_REGISTRY/group/app:2,push=true"),
            failure: "error: invalid value 127.0.0.1:", correction: .safeFix)

        @Test func severalNames() throws {
            let sandbox = try Sandbox(.root)
            let registry = try Registry(in: sandbox)
            let machine = try JobMachine(in: sandbox, dockerfile: Self.names.dockerfile)
            try machine.prove(Self.names, JobMachine.pipeline(registry))
            #expect(try registry.tags() == ["1", "2"])
        }
    }
}
