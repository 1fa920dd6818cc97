import LinuxProcess
import Supervision
import Testing

extension EndToEnd.GeneratedJobs {
    /// Who writes cache, who reads whose, and what it is made of.
    @Suite(.needsRoot, .needs("buildctl-daemonless.sh")) struct CacheOptions {
        private let sandbox: Sandbox
        private let registry: Registry
        private let machine: JobMachine

        init() throws {
            sandbox = try Sandbox(.root)
            registry = try Registry(in: sandbox)
            machine = try JobMachine(
                in: sandbox,
                dockerfile: """
                    RUN echo slow-$((40+2)) | tee /slow
                    COPY hello /
                    RUN cat /slow /hello > /made
                    FROM scratch
                    COPY --from=0 /made /

                    """)
        }

        /// Whether the first step of the first stage, whose layer is not in the image, came from the cache. Where its layer
        /// was fetched for a later step, the client may call it DONE instead of CACHED; it has not run unless it printed.
        private static func slowStepIsCached(_ run: RunningProcess) -> Bool {
            run.error.contains("RUN echo slow-$((40+2))") && !run.error.contains(" slow-42\n")
        }

        private func change() throws { try Files.write("other\n", to: "\(machine.checkout.path)/hello") }

        @Test func `every stage is kept, and other branches read what the default one has written`() throws {
            try machine.generate(["daemonless", "--privileged"])
            try machine.succeed(JobMachine.pipeline(registry))
            let cache = try registry.stored("buildcache")
            #expect(cache.mediaType == "application/vnd.oci.image.manifest.v1+json")
            #expect(cache.config?.mediaType == "application/vnd.buildkit.cacheconfig.v0")
            try change()
            let other = try machine.succeed(JobMachine.branch("fix", registry))
            #expect(Self.slowStepIsCached(other), "\(other.error)")
            // What is not protected changes nobody's cache.
            #expect(try registry.tags() == ["01234567", "89abcdef", "buildcache", "fix", "main"])
            let protected = JobMachine.branch("stable", registry).merging(["CI_COMMIT_REF_PROTECTED": "true"]) { $1 }
            try machine.succeed(protected)
            #expect(try registry.tags().contains("buildcache-stable"))
        }

        @Test func `the cache of the last stage alone does not have the others`() throws {
            try machine.generate(["daemonless", "--privileged", "--cache-mode", "min", "--cache-scope", "shared"])
            try machine.succeed(JobMachine.pipeline(registry))
            try change()
            let second = try machine.succeed(JobMachine.pipeline(registry))
            #expect(!Self.slowStepIsCached(second), "\(second.error)")
        }

        /// A branch reads its own image, which lies beside that of the default branch.
        @Test(arguments: ["stock", "buildkit-run"])
        func `an inline cache is found by a build of nothing new`(runner: String) throws {
            try machine.generate([
                "daemonless", "--privileged", "--cache", "inline", "--runner", runner, "--image", "example.com/image",
            ])
            try machine.succeed(JobMachine.pipeline(registry))
            #expect(try registry.tags() == ["01234567", "main"])
            let second = try machine.succeed(JobMachine.branch("fix", registry))
            #expect(second.error.contains("CACHED"), "\(second.error)")
            try change()
            try machine.succeed(JobMachine.branch("fix", registry))
            let third = try machine.succeed(JobMachine.branch("fix", registry))
            #expect(third.error.contains("CACHED"), "\(third.error)")
            #expect(try registry.tags() == ["01234567", "89abcdef", "fix", "main"])
        }

        /// A tag reads what the default branch has written, and writes nothing.
        @Test(arguments: ["stock", "buildkit-run"]) func `the pipeline of a tag`(runner: String) throws {
            try machine.generate(["daemonless", "--privileged", "--runner", runner, "--image", "example.com/image"])
            try machine.succeed(JobMachine.pipeline(registry))
            let before = try registry.stored("buildcache")
            try change()
            let run = try machine.succeed(JobMachine.tag("v1.2.3", registry))
            #expect(Self.slowStepIsCached(run), "\(run.error)")
            #expect(try registry.tags() == ["01234567", "buildcache", "fedcba98", "main", "v1-2-3"])
            #expect(try registry.stored("buildcache").layers == before.layers)
        }

        @Test func `without cache there is none`() throws {
            try machine.generate(["daemonless", "--privileged", "--no-cache"])
            try machine.succeed(JobMachine.pipeline(registry))
            #expect(try registry.tags() == ["01234567", "main"])
        }

        /// All profiles but the generic one set the same attributes.
        @Test(arguments: ["ecr"])
        func `profiles write a cache as an image, which all registries take`(profile: String) throws {
            try machine.generate([
                "daemonless", "--privileged", "--cache-profile", profile, "--no-cache-ignore-errors", "--cache-ref",
                "$CI_REGISTRY/cache:\(profile)",
            ])
            try machine.succeed(JobMachine.pipeline(registry))
            #expect(
                try registry.stored(profile, "cache").config?.mediaType == "application/vnd.buildkit.cacheconfig.v0")
            let second = try machine.succeed(JobMachine.pipeline(registry))
            #expect(second.error.contains("CACHED"), "\(second.error)")
        }
    }
}
