import Glibc
import LinuxProcess
import Supervision
import Testing

extension EndToEnd.GeneratedJobs {
    /// Jobs whose daemon runs in a service beside them.
    @Suite struct ServiceMode {
        private static let runners = ["stock", "buildkit-run"]

        /// The service starts only after the job, as it may.
        private func expectBuild(as account: Account, _ options: [String]) throws {
            let sandbox = try Sandbox(account)
            let registry = try Registry(in: sandbox)
            let machine = try JobMachine(in: sandbox, dockerfile: "RUN echo made > /made\n")
            try machine.generate(["service", "--image", "example.com/image"] + options)
            let port = try Network.freePort()
            let job = try machine.run(JobMachine.pipeline(registry).merging(JobMachine.reaching(port)) { $1 })
            let daemon = try machine.startService(port: port)
            #expect(try job.wait() == .exited(0), "\(job.error)")
            #expect(try registry.tags() == ["01234567", "buildcache", "main"])
            #expect(try registry.pull("main").os == "linux")
            daemon.signal(SIGTERM)
            try daemon.wait()
        }

        @Test(.needsRoot, arguments: runners) func privileged(runner: String) throws {
            try expectBuild(as: .root, ["--privileged", "--runner", runner])
        }

        /// What `generate service` writes without any option.
        @Test(.needsRootless, arguments: runners) func defaultOptions(runner: String) throws {
            try expectBuild(as: .ordinary(), ["--runner", runner])
        }

        /// Nothing is changed of what was generated: the runner makes the alias a name of the service's address, which is the
        /// job's own on Kubernetes and that of another container elsewhere.
        @Test(.needsRoot, arguments: runners) func `the alias is found by its name`(runner: String) throws {
            let sandbox = try Sandbox(.root)
            let registry = try Registry(in: sandbox)
            let machine = try JobMachine(in: sandbox, dockerfile: "RUN echo made > /made\n")
            try machine.generate(["service", "--privileged", "--image", "example.com/image", "--runner", runner])
            let address = Network.anyLoopbackAddress
            machine.addresses = ["buildkitd": address]
            let daemon = try machine.startService(at: address, port: 1234)
            try machine.succeed(JobMachine.pipeline(registry))
            #expect(try registry.pull("main").os == "linux")
            daemon.signal(SIGTERM)
            try daemon.wait()
        }

        /// A File-type variable, whose file is there only when the job begins, and a variable that holds the certificates.
        @Test(.needsRoot, .needs("openssl", "curl"), arguments: runners, [true, false])
        func `an authority of one's own`(runner: String, isFile: Bool) throws {
            let sandbox = try Sandbox(.root)
            let machine = try JobMachine(in: sandbox, dockerfile: "RUN echo made > /made\n")
            let (registry, variables, authority) = try machine.protectedRegistry()
            try machine.generate([
                "service", "--privileged", "--image", "example.com/image", "--runner", runner, "--ca", "$CA_BUNDLE",
            ])
            let file = "\(sandbox.path)/CA_BUNDLE"
            let project = ["CA_BUNDLE": isFile ? file : authority]
            let port = try Network.freePort()
            defer { FileTree.remove("/tmp/authorities") }
            let daemon = try machine.startService(port: port, project: project)
            try Files.write(authority, to: file)
            try machine.succeed(variables.merging(project) { $1 }.merging(JobMachine.reaching(port)) { $1 })
            #expect(try registry.tags(of: "group/app", authority: file, in: sandbox).contains("\"main\""))
            daemon.signal(SIGTERM)
            try daemon.wait()
        }
    }
}

extension JobMachine {
    /// A registry with TLS of an authority of its own, which asks for a password; the pipeline's variables for it, and the
    /// authority's certificate.
    func protectedRegistry() throws -> (Registry, variables: [String: String], authority: String) {
        let certificates = try Certificates(in: sandbox, names: "DNS:\(Self.otherName)")
        let user = EndToEnd.Logins.odd
        let registry = try Registry(in: sandbox, .passwords(user.file), certificates: certificates)
        let host = "\(Self.otherName):\(registry.port)"
        let variables = Self.pipeline(registry).merging([
            "CI_REGISTRY": host, "CI_REGISTRY_IMAGE": "\(host)/group/app", "CI_REGISTRY_USER": user.user,
            "CI_REGISTRY_PASSWORD": user.password,
        ]) { $1 }
        return (registry, variables, try Files.read(certificates.authority))
    }
}
