import Glibc
import LinuxProcess
import Supervision
import Testing

extension EndToEnd.GeneratedJobs {
    /// The components that this repository holds, with inputs as a pipeline would give them.
    @Suite(.needsRoot, .needs("buildctl-daemonless.sh")) struct Components {
        private let sandbox: Sandbox
        private let registry: Registry
        private let machine: JobMachine

        init() throws {
            sandbox = try Sandbox(.root)
            registry = try Registry(in: sandbox)
            machine = try JobMachine(
                in: sandbox, dockerfile: "ARG VERSION\nLABEL version=$VERSION\nRUN echo made > /made\n")
        }

        /// What all of them are asked to build.
        private static let image = """
            tags: $CI_COMMIT_SHORT_SHA latest
            build-args: VERSION=7

            """

        private func expectPushed() throws {
            #expect(try registry.tags() == ["01234567", "buildcache", "latest"])
            #expect(try registry.pull("latest").config.Labels == ["version": "7"])
        }

        @Test func daemonless() throws {
            try machine.include(
                component: "daemonless",
                inputs: Self.image + "image: example.com/image\ndaemon-flags: --debug\n")
            try machine.succeed(JobMachine.pipeline(registry))
            try expectPushed()
            let second = try machine.succeed(JobMachine.pipeline(registry))
            #expect(second.error.contains("CACHED"), "\(second.error)")
        }

        /// The base comes from the mirror, and RUN steps see the proxy.
        @Test func `mirrors, proxies, labels and one cache for all branches`() throws {
            let dockerfile = "\(machine.checkout.path)/Dockerfile"
            try Files.write("FROM scratch\nADD rootfs /\n", to: dockerfile)
            try machine.include(
                component: "daemonless",
                inputs: "{daemon-flags: '', name: $CI_REGISTRY/library/base, tags: '1', cache: none}\n")
            try machine.succeed(JobMachine.pipeline(registry))
            try Files.write(
                "FROM base:1\nRUN test \"$HTTP_PROXY\" = http://127.0.0.1:9 && test \"$NO_PROXY\" = 127.0.0.1\n",
                to: dockerfile)
            try machine.include(
                component: "daemonless",
                inputs: """
                    daemon-flags: ''
                    mirrors: docker.io=\(registry.host)
                    http-proxy: http://127.0.0.1:9
                    no-proxy: 127.0.0.1
                    labels: a=1 commit=$CI_COMMIT_SHORT_SHA
                    cache-scope: shared
                    timeout: 30m

                    """)
            try machine.succeed(
                JobMachine.branch("stable", registry).merging(["CI_COMMIT_REF_PROTECTED": "true"]) { $1 })
            #expect(try registry.tags() == ["89abcdef", "buildcache", "stable"])
            #expect(try registry.pull("stable").config.Labels == ["a": "1", "commit": "89abcdef"])
        }

        @Test(.needs("openssl")) func `an authority of one's own`() throws {
            let (registry, variables, authority) = try machine.protectedRegistry()
            try machine.include(
                component: "daemonless", inputs: "{daemon-flags: '', ca: $CA_BUNDLE, cache: none}\n")
            try machine.succeed(variables.merging(["CA_BUNDLE": authority]) { $1 })
            let file = "\(sandbox.path)/authority.pem"
            try Files.write(authority, to: file)
            #expect(try registry.tags(of: "group/app", authority: file, in: sandbox).contains("\"main\""))
            let without = try machine.run(variables.merging(["CA_BUNDLE": ""]) { $1 })
            #expect(try without.wait() == .exited(1), "\(without.error)")
            #expect(without.error.contains("x509: certificate signed by unknown authority"), "\(without.error)")
        }

        @Test func service() throws {
            try machine.include(
                component: "service",
                inputs: Self.image + "daemon-flags: --debug\n")
            let port = try Network.freePort()
            let job = try machine.run(JobMachine.pipeline(registry).merging(JobMachine.reaching(port)) { $1 })
            let daemon = try machine.startService(port: port, project: JobMachine.pipeline(registry))
            #expect(try job.wait() == .exited(0), "\(job.error)")
            try expectPushed()
            daemon.signal(SIGTERM)
            try daemon.wait()
        }

        /// The base comes from a mirror whose certificate is of the authority, through no proxy.
        @Test(.needs("openssl", "curl")) func `a service with mirrors, authority and proxies`() throws {
            let (protected, variables, authority) = try machine.protectedRegistry()
            let file = "\(sandbox.path)/CA_BUNDLE"
            let project = variables.merging(["CA_BUNDLE": file]) { $1 }
            let inputs = "mirrors: docker.io=$CI_REGISTRY\nca: $CA_BUNDLE\ndaemon-flags: ''\ncache: none\n"
            let dockerfile = "\(machine.checkout.path)/Dockerfile"
            for (image, base) in [("library/base", "scratch\nADD rootfs /"), ("group/app", "base:1\nRUN true")] {
                try Files.write("FROM \(base)\n", to: dockerfile)
                try machine.include(
                    component: "service",
                    inputs: inputs + "http-proxy: http://127.0.0.1:9\nhttps-proxy: http://127.0.0.1:9\n"
                        + "no-proxy: \(JobMachine.otherName)\nname: $CI_REGISTRY/\(image)\ntags: '1'\n")
                let port = try Network.freePort()
                defer {
                    FileTree.remove("/tmp/authorities")
                    unlink("/tmp/buildkitd.toml")
                }
                let daemon = try machine.startService(port: port, project: project)
                try Files.write(authority, to: file)
                try machine.succeed(project.merging(JobMachine.reaching(port)) { $1 })
                let tags = try protected.tags(of: image, authority: file, in: sandbox)
                #expect(tags.contains("\"1\""), "\(tags)")
                daemon.signal(SIGTERM)
                try daemon.wait()
            }
        }

        @Test(.needs("openssl")) func remote() throws {
            let certificates = try Certificates(in: sandbox)
            let service = try Service(in: sandbox, certificates: certificates)
            try machine.include(
                component: "remote", inputs: Self.image + "address: tcp://127.0.0.1:\(service.port)\n")
            try machine.succeed(JobMachine.pipeline(registry).merging(certificates.clientVariables) { $1 })
            try expectPushed()
            try service.stop()
        }

        @Test func kubernetes() throws {
            let log = "\(sandbox.path)/kubectl.log"
            let daemon = try machine.startPod(loggingTo: log)
            try machine.include(
                component: "kubernetes",
                inputs: Self.image + "image: example.com/image\nagent: group/agents:prod\npod: builder-3\n")
            try machine.succeed(JobMachine.pipeline(registry))
            try expectPushed()
            let calls = try Files.read(log)
            #expect(calls.contains("config use-context group/agents:prod\n"), "\(calls)")
            #expect(calls.contains(" builder-3 -- buildctl dial-stdio"), "\(calls)")
            #expect(calls.contains("--namespace=buildkit"), "\(calls)")
            daemon.signal(SIGTERM)
            try daemon.wait()
        }

        @Test func multiPlatform() throws {
            // Nothing is run, so nothing needs an emulator.
            try Files.write("FROM scratch\nCOPY hello /\n", to: "\(machine.checkout.path)/Dockerfile")
            try machine.include(component: "multi-platform", inputs: "tags: latest\ndaemon-flags: --debug\n")
            let variables = JobMachine.pipeline(registry)
            for job in ["build-image-linux-amd64", "build-image-linux-arm64", "build-image"] {
                try machine.succeed(variables, job: job)
            }
            let index = try registry.stored("latest")
            let platforms = index.manifests?.compactMap(\.platform?.architecture).filter { $0 != "unknown" }
            #expect(platforms == ["amd64", "arm64"])
        }

        /// The job's image holds `buildkit-ci`; the pipeline that it finds fault with is its own.
        @Test func lint() throws {
            try machine.link(JobMachine.toolkitPath, as: "buildkit-ci")
            try machine.include(component: "lint", inputs: "{image: example.com/lint}\n")
            try machine.succeed(JobMachine.pipeline(registry), job: "lint-pipelines")
            #expect(try Files.read("\(machine.checkout.path)/gl-code-quality-report.json") == "[]\n")

            try machine.include(component: "lint", inputs: "{image: example.com/lint, files: ci.yml}\n")
            try Files.write(
                "build: {script: [buildctl build --build-arg A=1]}\n", to: "\(machine.checkout.path)/ci.yml")
            let failed = try machine.run(JobMachine.pipeline(registry), job: "lint-pipelines")
            #expect(try failed.wait() == .exited(1), "\(failed.error)")
            #expect(failed.output.contains("[unknown-buildctl-flag]"), "\(failed.output)")
            let report = try Files.read("\(machine.checkout.path)/gl-code-quality-report.json")
            #expect(report.contains("\"check_name\": \"unknown-buildctl-flag\""), "\(report)")
        }
    }
}
