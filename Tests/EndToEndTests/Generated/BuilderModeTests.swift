import Glibc
import LinuxProcess
import Supervision
import Testing

extension EndToEnd.GeneratedJobs {
    /// Jobs whose daemon runs elsewhere.
    @Suite(.needsRoot) struct BuilderModes {
        private let sandbox: Sandbox
        private let registry: Registry
        private let machine: JobMachine

        init() throws {
            sandbox = try Sandbox(.root)
            registry = try Registry(in: sandbox)
            machine = try JobMachine(in: sandbox, dockerfile: "RUN echo made > /made\n")
        }

        private func expectPushed() throws {
            #expect(try registry.tags() == ["01234567", "buildcache", "main"])
            #expect(try registry.pull("main").os == "linux")
        }

        /// Certificates as File-type variables, which hold paths.
        @Test(.needs("openssl", "bash"), arguments: ["stock", "buildkit-run"])
        func mutualTLS(runner: String) throws {
            let certificates = try Certificates(in: sandbox)
            let service = try Service(in: sandbox, certificates: certificates)
            try machine.generate([
                "remote", "--address", "tcp://127.0.0.1:\(service.port)", "--runner", runner, "--image",
                "example.com/image", "--ready-timeout", "20s",
            ])
            let variables = JobMachine.pipeline(registry).merging(certificates.clientVariables) { $1 }
            for shell in JobMachine.Shell.allCases { try machine.succeed(variables, shell: shell) }
            try expectPushed()

            // A variable that is not there, as on a ref that is not protected.
            let missing = try machine.run(variables.merging(["BUILDKIT_TLS_KEY": ""]) { $1 })
            #expect(try missing.wait() == .exited(78), "\(missing.error)")
            #expect(missing.error.contains("one of these is not a file"), "\(missing.error)")
            // An authority that is not the builder's: no retry helps.
            let other = try machine.run(
                variables.merging(["BUILDKIT_TLS_CA": "\(certificates.clientDirectory)/cert.pem"]) { $1 })
            #expect(try other.wait() == .exited(runner == "stock" ? 78 : 69), "\(other.error)")
            #expect(other.error.contains("x509"), "\(other.error)")
            try service.stop()
        }

        @Test(arguments: ["stock", "buildkit-run"]) func unreachable(runner: String) throws {
            try machine.generate([
                "remote", "--address", "tcp://127.0.0.1:\(try Network.freePort())", "--tls", "none", "--runner",
                runner, "--image", "example.com/image", "--ready-timeout", "1s",
            ])
            let job = try machine.run(JobMachine.pipeline(registry))
            #expect(try job.wait() == .exited(69), "\(job.error)")
            #expect(try registry.tags() == [])
        }

        @Test(arguments: [
            ([], "buildkitd-0"),
            (["--workload", "statefulset/builders", "--replicas", "3"], "builders-1"),
            (["--workload", "statefulset/builders", "--runner", "buildkit-run"], "builders-0"),
            (["--workload", "deployment/builders"], "builders-b"),
            (["--workload", "pod/builder", "--container", "daemon"], "builder"),
        ])
        func kubernetes(workload: [String], name: String) throws {
            let log = "\(sandbox.path)/kubectl.log"
            let daemon = try machine.startPod(loggingTo: log)
            try machine.generate(
                [
                    "kubernetes", "--image", "example.com/image", "--namespace", "ci", "--kube-context",
                    "group/agents:prod",
                ]
                    + workload)
            try machine.succeed(JobMachine.pipeline(registry))
            try expectPushed()
            let calls = try Files.read(log)
            #expect(calls.contains("config use-context group/agents:prod\n"), "\(calls)")
            #expect(calls.contains("exec") && calls.contains(" \(name) -- buildctl dial-stdio"), "\(calls)")
            #expect(calls.contains("--namespace=ci"), "\(calls)")
            if workload.contains("--container") { #expect(calls.contains("--container=daemon"), "\(calls)") }
            daemon.signal(SIGTERM)
            try daemon.wait()
        }

        /// A builder in the cluster that is reached by its service, with mutual TLS and the name of the service.
        @Test(.needs("openssl"), arguments: ["stock", "buildkit-run"])
        func kubernetesService(runner: String) throws {
            let host = "builders.ci.svc"
            let certificates = try Certificates(in: sandbox, names: "DNS:\(host)")
            let service = try Service(in: sandbox, certificates: certificates)
            machine.names.append(host)
            try machine.generate([
                "kubernetes", "--workload", "service/builders", "--namespace", "ci", "--port", "\(service.port)",
                "--runner", runner, "--image", "example.com/image",
            ])
            try machine.succeed(JobMachine.pipeline(registry).merging(certificates.clientVariables) { $1 })
            try expectPushed()
            try service.stop()
        }
    }
}
