import LinuxProcess
import Supervision
import Testing

extension EndToEnd {
    /// What `image` does with Docker's options, against what Docker documents; one daemon for many rows.
    @Suite(.needs("docker-registry"), .needsRoot) struct Images {
        /// A daemon, a registry and a context.
        private struct Place {
            let sandbox: Sandbox
            let service: Service
            let registry: Registry
            let context: Context
            var image: String { "\(registry.host)/group/app" }

            init(dockerfile: String) throws {
                sandbox = try Sandbox(.root)
                service = try Service(in: sandbox)
                registry = try Registry(in: sandbox)
                context = try Context(in: sandbox, dockerfile: dockerfile)
            }

            /// - Returns: the process, which has ended with this code.
            @discardableResult
            func image(
                _ words: [String], _ variables: [String: String] = [:], endsWith code: Int32 = 0,
                sourceLocation: SourceLocation = #_sourceLocation
            ) throws -> RunningProcess {
                let process = try sandbox.run(
                    ["image"] + words + [context.path],
                    adding: variables.merging(["BUILDKIT_HOST": "tcp://127.0.0.1:\(service.port)"]) { $1 })
                #expect(
                    try process.wait() == .exited(code), "\(words): \(process.error)", sourceLocation: sourceLocation)
                return process
            }

            func dockerfile(_ text: String) throws { try Files.write(text, to: "\(context.path)/Dockerfile") }

            func end() throws {
                try registry.stop()
                try service.stop()
                sandbox.expectNothingLeft()
            }
        }

        // MARK: What is written into the image

        @Test func theImageIsWhatTheOptionsSay() throws {
            let place = try Place(dockerfile: "")
            try place.dockerfile(
                """
                FROM scratch AS first
                ARG GIVEN
                ARG BARE
                ARG http_proxy
                LABEL given=$GIVEN bare=$BARE
                FROM first AS second
                COPY hello /
                LABEL stage=second

                """)
            try place.image(
                [
                    "-t", "\(place.image):1", "--tag=\(place.image):2", "--push", "--target", "first",
                    "--provenance=false",
                    "--build-arg", "GIVEN=a b", "--build-arg=BARE", "--label", "own=c=d", "--annotation", "note=e",
                ], ["BARE": "from the job"])
            let manifest = try place.registry.manifest(of: "group/app", "1")
            #expect(manifest.contains("\"note\": \"e\"") || manifest.contains("\"note\":\"e\""), "\(manifest)")
            #expect(manifest.contains("image.manifest.v1+json"))
            #expect(try place.registry.manifest(of: "group/app", "2").hasPrefix("HTTP/1.1 200"))
            let config = try configuration(place, "1")
            for part in ["\"given\":\"a b\"", "\"bare\":\"from the job\"", "\"own\":\"c=d\""] {
                #expect(config.contains(part), "\(part) in \(config)")
            }
            #expect(!config.contains("\"stage\""))

            // Buildx attests by itself, and so makes an index; several platforms make one too.
            try place.image(["-t", "\(place.image):3", "--push"])
            #expect(try index(place, "3").contains("attestation-manifest"))
            try place.image([
                "-t", "\(place.image):4", "--push", "--provenance=false", "--platform", "linux/amd64,linux/arm64",
            ])
            let platforms = try index(place, "4")
            #expect(platforms.contains("amd64") && platforms.contains("arm64") && !platforms.contains("attestation"))
            try place.image([
                "-t", "\(place.image):5", "--push", "--provenance=false", "--build-arg", "BUILDKIT_MULTI_PLATFORM=1",
            ])
            #expect(try index(place, "5").contains("image.index.v1+json"))
            try place.end()
        }

        private func configuration(_ place: Place, _ tag: String) throws -> String {
            let manifest = try place.registry.manifest(of: "group/app", tag)
            let place2 = try #require(manifest.firstRange(of: "\"config\""))
            let start = try #require(manifest[place2.upperBound...].firstRange(of: "sha256:"))
            let digest = manifest[start.lowerBound...].prefix { $0 != "\"" }
            return try place.registry.get("/v2/group/app/blobs/\(digest)")
        }

        private func index(_ place: Place, _ tag: String) throws -> String {
            try place.registry.get(
                "/v2/group/app/manifests/\(tag)",
                accept: "application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json")
        }

        // MARK: What RUN sees

        @Test func stepsSeeWhatTheOptionsSay() throws {
            let place = try Place(dockerfile: "")
            try FileTree.makeDirectories("\(place.sandbox.path)/more")
            try Files.write("extra\n", to: "\(place.sandbox.path)/more/file")
            try Files.write("from a file", to: "\(place.sandbox.path)/key")
            try FileTree.makeDirectories("\(place.context.path)/dir")
            try Files.write(
                """
                FROM scratch AS base
                ADD rootfs /
                RUN --mount=type=secret,id=env --mount=type=secret,id=file --mount=from=extra,target=/x \\
                  cat /etc/hosts > /hosts; busybox df -k /dev/shm > /shm; ulimit -n > /files; \\
                  cat /run/secrets/env /run/secrets/file > /secrets; cat /x/file > /extra; busybox ip link > /net
                FROM scratch
                COPY --from=base /hosts /shm /files /secrets /extra /net /

                """, to: "\(place.context.path)/dir/Other")
            let result = "\(place.sandbox.home)/result"
            try place.image(
                [
                    "-f", "\(place.context.path)/dir/Other", "-o", result, "--add-host", "h1:10.1.2.3", "--add-host",
                    "h2=10.1.2.4", "--shm-size", "32m", "--ulimit", "nofile=777:888", "--network", "none",
                    "--secret", "id=env,env=A_TOKEN", "--secret", "id=file,src=\(place.sandbox.path)/key",
                    "--build-context", "extra=\(place.sandbox.path)/more",
                ], ["A_TOKEN": "s3cret "])
            let hosts = try Files.read("\(result)/hosts")
            #expect(hosts.contains("10.1.2.3") && hosts.contains("h2"))
            #expect(try Files.read("\(result)/shm").contains("32768"))
            #expect(try Files.read("\(result)/files") == "777\n")
            #expect(try Files.read("\(result)/secrets") == "s3cret from a file")
            #expect(try Files.read("\(result)/extra") == "extra\n")
            #expect(try !Files.read("\(result)/net").contains("eth0"))

            // This daemon does not allow it: the setting of the runner is at fault.
            let host = try place.image(
                ["-f", "\(place.context.path)/dir/Other", "-o", result, "--network", "host"], endsWith: 78)
            #expect(host.error.contains("network.host is not allowed"), "\(host.error)")
            try place.end()
        }

        // MARK: Cache

        @Test func theCacheIsWhereTheOptionsSay() throws {
            let place = try Place(dockerfile: "RUN echo one > /one\n")
            let cache = "\(place.image):cache"
            let common = ["--progress", "rawjson", "--provenance=false"]
            try place.image(
                common + ["-t", "\(place.image):1", "--push", "--cache-to", "type=registry,ref=\(cache),mode=max"])
            #expect(try place.registry.manifest(of: "group/app", "cache").hasPrefix("HTTP/1.1 200"))
            let cached = try place.image(common + ["--cache-from", cache])
            #expect(cached.error.contains("\"cached\":true"))
            #expect(cached.error.contains("importing cache manifest from \(cache)"))
            #expect(try place.image(common + ["--no-cache"]).error.contains("\"cached\":true") == false)

            try place.image(
                common + ["-t", "\(place.image):inline", "--push", "--build-arg", "BUILDKIT_INLINE_CACHE=1"])
            #expect(try configuration(place, "inline").contains("moby.buildkit.cache"))

            try place.dockerfile(
                "FROM scratch AS a\nADD rootfs /\nRUN echo a > /a\nFROM a AS b\nRUN echo b > /b\n")
            try place.image(common)
            let filtered = try place.image(common + ["--no-cache-filter", "b"]).error
            #expect(filtered.contains("\"cached\":true"))
            try place.end()
        }

        // MARK: Files and calls

        @Test func theFilesAreWhatDockerWrites() throws {
            let place = try Place(dockerfile: "")
            let home = place.sandbox.home
            let quiet = try place.image([
                "-q", "-t", "\(place.image):1", "--push", "--provenance=false", "--iidfile", "\(home)/id",
                "--metadata-file", "\(home)/metadata", "--digest-file", "\(home)/digest",
            ])
            let digest = try Files.read("\(home)/digest")
            let id = try Files.read("\(home)/id")
            #expect(try place.registry.manifest(of: "group/app", digest).hasPrefix("HTTP/1.1 200"))
            #expect(try configuration(place, "1").contains("rootfs") && id.hasPrefix("sha256:") && id != digest)
            #expect(quiet.output == "\(id)\n")
            #expect(try Files.read("\(home)/metadata").contains("\"containerimage.digest\": \"\(digest)\""))

            for (type, name) in [("docker", "docker.tar"), ("oci", "oci.tar"), ("tar", "files.tar")] {
                try place.image(["-t", "app:1", "--output", "type=\(type),dest=\(home)/\(name)"])
                #expect(Files.exists("\(home)/\(name)"))
            }
            try place.dockerfile("FROM scratch AS only\nADD rootfs /\nmaintainer me\n")
            #expect(try place.image(["--check"]).output.contains("MaintainerDeprecated"))
            #expect(try place.image(["--call", "targets"]).output.contains("only"))
            #expect(try place.image(["--call", "outline"]).output.contains("only"))

            let squashed = try place.image(["--squash", "--rm"])
            #expect(squashed.error.contains("--squash: BuildKit does not have it"))
            let loaded = try place.image(["--load"], endsWith: 64)
            #expect(loaded.error.contains("type=docker,dest=image.tar"))
            try place.dockerfile("FROM scratch\nCOPY nothing /\n")
            try place.image([], endsWith: 1)
            try place.end()
        }
    }
}
