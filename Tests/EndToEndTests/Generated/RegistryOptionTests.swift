import BuildKit
import Glibc
import LinuxProcess
import Supervision
import Testing

extension EndToEnd.GeneratedJobs {
    /// Logins, certificate authorities and mirrors.
    @Suite(.needsRoot, .needs("buildctl-daemonless.sh", "bash", "curl", "openssl")) struct RegistryOptions {
        private let sandbox: Sandbox
        private let machine: JobMachine
        private static let user = EndToEnd.Logins.odd

        init() throws {
            sandbox = try Sandbox(.root)
            machine = try JobMachine(in: sandbox, dockerfile: "RUN echo made > /made\n")
        }

        @Test func `GitLab's login and one of other variables`() throws {
            let registry = try Registry(in: sandbox, .passwords(Self.user.file))
            let variables = JobMachine.pipeline(registry).merging([
                "CI_REGISTRY_USER": Self.user.user, "CI_REGISTRY_PASSWORD": Self.user.password,
            ]) { $1 }
            try machine.generate(["daemonless", "--privileged"])
            for shell in JobMachine.Shell.allCases { try machine.succeed(variables, shell: shell) }
            #expect(try registry.tags(of: "group/app", in: sandbox).contains("\"buildcache\""))
            let refused = try machine.run(variables.merging(["CI_REGISTRY_PASSWORD": "other"]) { $1 })
            #expect(try refused.wait() == .exited(1), "\(refused.error)")
            #expect(!(refused.output + refused.error).contains("b3RoZXI"))

            try machine.generate([
                "daemonless", "--privileged", "--name", "$OTHER_HOST/group/other", "--registry", "gitlab",
                "--registry", "host=$OTHER_HOST,username=OTHER_USER,password=OTHER_PASSWORD",
            ])
            // GitLab's registry is switched off here, so its variables are empty.
            var other = variables.merging([
                "OTHER_HOST": registry.host, "OTHER_USER": Self.user.user, "OTHER_PASSWORD": Self.user.password,
            ]) { $1 }
            for name in ["CI_REGISTRY", "CI_REGISTRY_USER", "CI_REGISTRY_PASSWORD"] { other[name] = "" }
            for shell in JobMachine.Shell.allCases { try machine.succeed(other, shell: shell) }
        }

        @Test func `an authority of one's own, as a file and as text`() throws {
            let (registry, variables, text) = try machine.protectedRegistry()
            let file = "\(sandbox.path)/authority.pem"
            try Files.write(text, to: file)
            try machine.generate(["daemonless", "--privileged"])
            let without = try machine.run(variables)
            #expect(try without.wait() == .exited(1), "\(without.error)")
            #expect(without.error.contains("x509: certificate signed by unknown authority"), "\(without.error)")

            try machine.generate(["daemonless", "--privileged", "--ca", "$CA_BUNDLE"])
            try machine.succeed(variables.merging(["CA_BUNDLE": file]) { $1 })
            #expect(
                try registry.tags(of: "group/app", authority: file, in: sandbox).contains("\"main\""))
            let second = try machine.succeed(variables.merging(["CA_BUNDLE": text]) { $1 }, shell: .bash)
            #expect(second.error.contains("CACHED"), "\(second.error)")
            let unset = try machine.run(variables.merging(["CA_BUNDLE": ""]) { $1 })
            #expect(try unset.wait() == .exited(78), "\(unset.error)")
        }

        /// What is asked of docker.io comes from the mirror, which holds nothing but what was put there.
        @Test(arguments: ["daemonless", "service"]) func mirrors(mode: String) throws {
            let registry = try Registry(in: sandbox)
            let variables = JobMachine.pipeline(registry)
            try machine.generate(["daemonless", "--privileged", "--name", "$CI_REGISTRY/library/base", "--tag", "1"])
            try machine.succeed(variables)
            try Files.write("FROM base:1\nRUN test -f /made\n", to: "\(machine.checkout.path)/Dockerfile")
            try machine.generate([
                mode, "--privileged", "--mirror", "docker.io=\(registry.host)", "--http-registry", registry.host,
            ])
            guard mode == "service" else {
                try machine.succeed(variables)
                #expect(try registry.tags() == ["01234567", "buildcache", "main"])
                return
            }
            // Where the service's container has its own.
            defer { unlink("/tmp/buildkitd.toml") }
            let port = try Network.freePort()
            let daemon = try machine.startService(port: port)
            try machine.succeed(variables.merging(["BUILDKIT_HOST": "tcp://127.0.0.1:\(port)"]) { $1 })
            #expect(try registry.tags() == ["01234567", "buildcache", "main"])
            daemon.signal(SIGTERM)
            try daemon.wait()
        }
    }
}
