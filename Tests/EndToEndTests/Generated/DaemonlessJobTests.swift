import LinuxProcess
import Supervision
import Testing

extension EndToEnd.GeneratedJobs {
    /// The daemon in the job's own container.
    @Suite(.needs("buildctl-daemonless.sh", "bash")) struct DaemonlessMode {
        /// What `generate daemonless` writes without any option.
        @Test(.needsRootless, arguments: ["stock", "buildkit-run"]) func defaultOptions(runner: String) throws {
            let sandbox = try Sandbox(.ordinary())
            let registry = try Registry(in: sandbox)
            let machine = try JobMachine(in: sandbox, dockerfile: "RUN echo made > /made\n")
            try machine.generate(
                runner == "stock" ? ["daemonless"] : ["daemonless", "--runner", runner, "--image", "example.com/image"])
            try machine.succeed(JobMachine.pipeline(registry))
            #expect(try registry.tags() == ["01234567", "buildcache", "main"])
            #expect(try registry.pull("main").os == "linux")
            // The next job has nothing but the registry's cache.
            let second = try machine.succeed(JobMachine.pipeline(registry), shell: .bash)
            #expect(second.error.contains("CACHED"), "\(second.error)")
        }

        @Test(.needsRoot, arguments: ["stock", "buildkit-run"])
        func privileged(runner: String) throws {
            let sandbox = try Sandbox(.root)
            let registry = try Registry(in: sandbox)
            let machine = try JobMachine(in: sandbox, dockerfile: "RUN echo made > /made\n")
            try machine.generate(["daemonless", "--privileged", "--runner", runner, "--image", "example.com/image"])
            try machine.succeed(JobMachine.pipeline(registry), shell: .bash)
            #expect(try registry.tags() == ["01234567", "buildcache", "main"])
            #expect(try registry.pull("01234567").os == "linux")
            let second = try machine.succeed(JobMachine.pipeline(registry))
            #expect(second.error.contains("CACHED"), "\(second.error)")
        }

        /// A build that fails fails the job, whatever comes behind it.
        @Test(.needsRoot) func failure() throws {
            let sandbox = try Sandbox(.root)
            let registry = try Registry(in: sandbox)
            let machine = try JobMachine(in: sandbox, dockerfile: "RUN exit 42\n")
            try machine.generate(["daemonless", "--privileged", "--platform", "linux/amd64"])
            for shell in JobMachine.Shell.allCases {
                let run = try machine.run(JobMachine.pipeline(registry), shell: shell)
                #expect(try run.wait() == .exited(1), "\(run.error)")
                #expect(run.error.contains("exit code: 42"), "\(run.error)")
            }
            #expect(try registry.tags() == [])
        }

        /// One request, several jobs, each with its image and its cache.
        @Test(.needsRoot) func severalImages() throws {
            let sandbox = try Sandbox(.root)
            let registry = try Registry(in: sandbox)
            let machine = try JobMachine(
                in: sandbox, dockerfile: "FROM scratch AS one\nCOPY hello /one\nFROM scratch AS two\nCOPY hello /two\n")
            let request = "\(sandbox.path)/request.yml"
            try Files.write(
                """
                mode: daemonless
                builder: {privileged: true}
                defaults: {labels: {common: "yes"}}
                images:
                  - {name: [$CI_REGISTRY_IMAGE/one], target: one}
                  - {name: [$CI_REGISTRY_IMAGE/two], target: two}

                """, to: request)
            try machine.generate(["--from", request])
            for name in ["one", "two"] {
                try machine.succeed(JobMachine.pipeline(registry), job: "build-\(name)")
                #expect(try registry.tags("group/app/\(name)") == ["01234567", "buildcache", "main"])
                #expect(try registry.pull("main", "group/app/\(name)").config.Labels?["common"] == "yes")
            }
        }
    }
}
