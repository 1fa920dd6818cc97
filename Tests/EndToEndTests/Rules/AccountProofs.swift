import BuildKit
import LinuxProcess
import Testing

extension EndToEnd.WillFailRules {
    /// What the user of the rootless image cannot do, and what a registry's user must not lack.
    @Suite(.needs("buildctl-daemonless.sh")) struct Accounts {
        static let proofs = [rootOwned, processSandbox, droppedLogin, hubLogin]

        static let rootOwned = RuleProof(
            rule: "root-owned-path-as-user",
            pipeline: job("echo '# more' > /etc/buildkitd-proof.toml"), failure: "Permission denied",
            correction: .byHand("/etc/buildkitd-proof.toml", becomes: "$HOME/buildkitd.toml"))

        @Test(.needsRootless, .needsRoot) func aPathOfRoot() throws {
            try JobMachine(in: try Sandbox(.ordinary()), dockerfile: Self.rootOwned.dockerfile).prove(Self.rootOwned)
        }

        static let processSandbox = RuleProof(
            rule: "rootless-without-no-process-sandbox",
            pipeline: job("buildctl-daemonless.sh \(build)", flags: nil), failure: "operation not permitted",
            correction: .unsafeFix)

        /// Container runtimes mask parts of /proc.
        @Test(.needsRootless, .needsRoot) func aMaskedProc() throws {
            let machine = try JobMachine(in: try Sandbox(.ordinary()), dockerfile: Self.processSandbox.dockerfile)
            machine.confinement = "mount -t tmpfs tmpfs /proc/tty"
            try machine.prove(Self.processSandbox)
        }

        static let droppedLogin = RuleProof(
            rule: "dropped-docker-auth-config",
            pipeline: """
                build-image:
                  image:
                    name: moby/buildkit:v0.26.2
                    entrypoint: [""]
                  variables:
                    DOCKER_AUTH_CONFIG: '{"auths": {"%HOST%": {"username": "%USER%", "password": "none"}}}'
                  script:
                    - buildctl-daemonless.sh \(build) --output type=image,name=%HOST%/group/app:1,push=true

                """,
            failure: "401 Unauthorized",
            correction: .byHand(
                #""username": "%USER%", "password": "none""#, becomes: #""auth": "%AUTH%""#))

        @Test(.needsRoot) func aLoginThatTheClientDrops() throws {
            let sandbox = try Sandbox(.root)
            let user = EndToEnd.Logins.odd
            let registry = try Registry(in: sandbox, .passwords(user.file))
            let machine = try JobMachine(in: sandbox, dockerfile: Self.droppedLogin.dockerfile)
            let login = try RegistryCredential(username: user.user, password: user.password)
            try machine.prove(
                Self.droppedLogin.with(["HOST": registry.host, "USER": "user", "AUTH": login.auth]))
            #expect(try registry.manifest(of: "group/app", "1", as: login).contains("200 OK"))
        }

        static let hubLogin = RuleProof(
            rule: "docker-hub-key-without-index",
            pipeline: """
                build-image:
                  image:
                    name: moby/buildkit:v0.26.2
                    entrypoint: [""]
                  variables:
                    BUILDKITD_FLAGS: --config=buildkitd.toml
                    DOCKER_CONFIG: %CONFIG%
                  script:
                    - |
                      cat > "$DOCKER_CONFIG/config.json" <<EOF
                      {"auths": {"docker.io": {"auth": "$HUB_AUTH"}}}
                      EOF
                    - buildctl-daemonless.sh \(build) --output type=image,name=docker.io/group/app:1,push=true

                """,
            failure: "insufficient_scope: authorization failed", correction: .safeFix)

        /// A registry of ours takes Docker Hub's place, for what is in this job alone: `buildkitd.toml` says that it speaks
        /// plain HTTP, and the job's names say where it is.
        @Test(.needsRoot, .needs("openssl")) func aLoginForDockerHubUnderItsShortName() throws {
            let sandbox = try Sandbox(.root)
            let user = try RegistryCredential(username: "user", password: "password")
            let tokens = try TokenServer(in: sandbox, user: user, strangers: .pulls)
            let address = Network.anyLoopbackAddress
            let hub = try Registry(in: sandbox, .tokens(tokens), at: (address, 80))
            let machine = try JobMachine(in: sandbox, dockerfile: Self.hubLogin.dockerfile)
            machine.addresses["registry-1.docker.io"] = address
            try Files.write("[registry.\"docker.io\"]\n  http = true\n", to: "\(machine.checkout.path)/buildkitd.toml")
            try machine.prove(Self.hubLogin.with(["CONFIG": sandbox.home]), ["HUB_AUTH": user.auth])
            #expect(!tokens.requests.isEmpty)
            try hub.stop()
        }

        private static let build = "build --frontend dockerfile.v0 --local context=. --local dockerfile=."

        private static func job(_ script: String, flags: String? = "--oci-worker-no-process-sandbox") -> String {
            """
            build-image:
              image:
                name: moby/buildkit:v0.26.2-rootless
                entrypoint: [""]
            \(flags.map { "  variables:\n    BUILDKITD_FLAGS: \($0)" } ?? "")
              script:
                - \(script)

            """
        }
    }
}
