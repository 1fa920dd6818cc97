import Glibc
import LinuxProcess
import Supervision
import Testing

extension EndToEnd.GeneratedJobs {
    /// Images for several platforms. Steps that only copy need no emulator.
    @Suite(.needsRoot, .needs("buildctl-daemonless.sh")) struct PlatformOptions {
        private let sandbox: Sandbox
        private let registry: Registry
        private let machine: JobMachine
        private static let platforms = ["linux/amd64", "linux/arm64"]

        init() throws {
            sandbox = try Sandbox(.root)
            registry = try Registry(in: sandbox)
            machine = try JobMachine(
                in: sandbox, dockerfile: "FROM scratch\nARG TARGETPLATFORM\nLABEL for=$TARGETPLATFORM\nCOPY hello /\n")
        }

        /// Whether each platform of an index is an image of it.
        private func expectIndex(_ index: StoredManifest) throws {
            #expect(index.mediaType == "application/vnd.oci.image.index.v1+json")
            let images = (index.manifests ?? []).filter { $0.platform?.os == "linux" }
            #expect(images.map { "\($0.platform?.os ?? "")/\($0.platform?.architecture ?? "")" } == Self.platforms)
            for (image, platform) in zip(images, Self.platforms) {
                let configuration = try registry.pull(image.digest)
                #expect("\(configuration.os)/\(configuration.architecture)" == platform)
                #expect(configuration.config.Labels == ["for": platform])
            }
        }

        /// A job for each platform, which pushes by digest, and one that joins the results.
        @Test(arguments: ["stock", "buildkit-run"]) func native(runner: String) throws {
            try machine.generate([
                "daemonless", "--privileged", "--runner", runner, "--image", "example.com/image", "--platform",
                Self.platforms.joined(separator: ","), "--multi-platform", "native", "--annotation", "note=x",
                "--annotation-level", "index",
            ])
            let variables = JobMachine.pipeline(registry)
            for platform in ["linux-amd64", "linux-arm64"] {
                try machine.succeed(variables, job: "build-image-\(platform)")
            }
            // Nothing has a tag yet but the caches.
            #expect(try registry.tags() == ["buildcache-linux-amd64", "buildcache-linux-arm64"])
            // GitLab passes the digests on as artifacts; here the checkout is the same.
            try machine.succeed(variables)
            #expect(
                try registry.tags() == ["01234567", "buildcache-linux-amd64", "buildcache-linux-arm64", "main"])
            let index = try registry.stored("main")
            try expectIndex(index)
            #expect(index.annotations?["note"] == "x", "\(index.annotations ?? [:])")
            // What was joined is the very layers of what was pushed by digest.
            for (image, platform) in zip(index.manifests ?? [], ["linux-amd64", "linux-arm64"]) {
                let digest = try Files.read("\(machine.checkout.path)/digest-build-image-\(platform)")
                let pushed = try registry.stored(String(digest.prefix { $0 != "\n" }))
                #expect(try registry.stored(image.digest).layers == pushed.layers)
            }
        }

        private static let isRegistered = Files.exists("/proc/sys/fs/binfmt_misc/qemu-aarch64")

        @Test(.needs("qemu-aarch64-static"), .enabled(if: !isRegistered, "this machine has a handler for arm64 itself"))
        func emulated() throws {
            try machine.generate(["daemonless", "--privileged", "--platform", Self.platforms.joined(separator: ",")])
            let without = try machine.run(JobMachine.pipeline(registry))
            #expect(try without.wait() == .exited(78), "\(without.error)")
            #expect(without.error.contains("No emulator for aarch64"), "\(without.error)")
            // The name under which the image of BuildKit has it.
            try machine.link(try Tools.require("qemu-aarch64-static"), as: "buildkit-qemu-aarch64")
            try machine.succeed(JobMachine.pipeline(registry))
            try expectIndex(try registry.stored("main"))
        }
    }
}
