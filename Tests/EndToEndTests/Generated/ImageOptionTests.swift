import Glibc
import LinuxProcess
import Supervision
import Testing

extension EndToEnd.GeneratedJobs {
    /// What is in an image, and on it.
    @Suite(.needsRoot, .needs("buildctl-daemonless.sh")) struct ImageOptions {
        @Test func `names, tags, labels, annotations, build arguments, target and secrets`() throws {
            let sandbox = try Sandbox(.root)
            let registry = try Registry(in: sandbox)
            let machine = try JobMachine(
                in: sandbox,
                dockerfile: """
                    FROM 0 AS wanted
                    ARG GREETING
                    ENV SAID="$GREETING"
                    RUN --mount=type=secret,id=token --mount=type=secret,id=file \\
                      test "$(cat /run/secrets/token)" = "to ken" && test "$(cat /run/secrets/file)" = hello
                    FROM scratch AS unwanted
                    COPY absent /

                    """.replacing("FROM 0 AS wanted", with: "FROM scratch AS wanted\nADD rootfs /"))
            try machine.generate([
                "daemonless", "--privileged", "--name", "$CI_REGISTRY_IMAGE", "--name", "$CI_REGISTRY/mirror/app",
                "--tag", "v1", "--tag", "$CI_COMMIT_REF_SLUG", "--target", "wanted", "--build-arg",
                "GREETING=hello, \"$CI_PROJECT_TITLE\"", "--secret", "id=token,env=TOKEN", "--secret",
                "id=file,src=hello", "--label", "org.opencontainers.image.title=$CI_PROJECT_TITLE", "--label",
                "plain=a b", "--annotation", "org.opencontainers.image.url=$CI_PROJECT_URL", "--annotation",
                "note=a,b", "--annotation", "title=<$CI_PROJECT_TITLE>", "--annotation-level", "manifest",
            ])
            for shell in JobMachine.Shell.allCases {
                try machine.succeed(JobMachine.pipeline(registry).merging(["TOKEN": "to ken"]) { $1 }, shell: shell)
            }
            #expect(try registry.tags() == ["buildcache", "main", "v1"])
            #expect(try registry.tags("mirror/app") == ["main", "v1"])
            let image = try registry.pull("v1")
            #expect(
                image.config.Labels == ["org.opencontainers.image.title": "App, \"quoted\"", "plain": "a b"])
            #expect(image.config.Env?.contains("SAID=hello, \"App, \"quoted\"\"") == true, "\(image.config.Env ?? [])")
            #expect(
                try registry.stored("v1").annotations
                    == [
                        "org.opencontainers.image.url": "https://gitlab.example.com/group/app", "note": "a,b",
                        "title": "<App, \"quoted\">",
                    ])
        }

        @Test func `provenance and an SBOM are attached`() throws {
            let sandbox = try Sandbox(.root)
            let registry = try Registry(in: sandbox)
            let machine = try JobMachine(
                in: sandbox,
                dockerfile: """
                    RUN echo made > /made
                    FROM scratch AS scanner
                    ADD rootfs /
                    COPY scan /bin/
                    ENTRYPOINT ["/bin/scan"]
                    FROM 0

                    """.replacing("FROM 0\n", with: "FROM scratch AS app\nCOPY hello /\n"))
            // The protocol of a generator of SBOMs (BuildKit docs, sbom-protocol.md).
            try Files.write(
                """
                #!/bin/sh
                echo '{"_type": "https://in-toto.io/Statement/v0.1", "predicateType": "https://spdx.dev/Document", \
                "predicate": {"SPDXID": "SPDXRef-DOCUMENT"}}' > "$BUILDKIT_SCAN_DESTINATION/app.spdx.json"

                """, to: "\(machine.checkout.path)/scan", mode: 0o755)
            try machine.generate([
                "daemonless", "--privileged", "--name", "$CI_REGISTRY/scanner", "--tag", "1", "--target", "scanner",
            ])
            try machine.succeed(JobMachine.pipeline(registry))
            try machine.generate([
                "daemonless", "--privileged", "--target", "app", "--provenance", "max", "--sbom", "--sbom-generator",
                "$CI_REGISTRY/scanner:1",
            ])
            try machine.succeed(JobMachine.pipeline(registry))

            let index = try registry.stored("main")
            #expect(index.mediaType == "application/vnd.oci.image.index.v1+json")
            let manifests = try #require(index.manifests)
            #expect(manifests.count == 2)
            #expect(try registry.pull(manifests[0].digest).os == "linux")
            #expect(manifests[1].annotations?["vnd.docker.reference.type"] == "attestation-manifest")
            #expect(manifests[1].annotations?["vnd.docker.reference.digest"] == manifests[0].digest)
            let statements = try registry.stored(manifests[1].digest).layers ?? []
            let types = try statements.map { try registry.blob(StoredStatement.self, $0.digest).predicateType }
            #expect(Set(types) == ["https://spdx.dev/Document", "https://slsa.dev/provenance/v1"], "\(types)")
        }

        @Test func `merge requests build and push nothing`() throws {
            let sandbox = try Sandbox(.root)
            let registry = try Registry(in: sandbox)
            let machine = try JobMachine(in: sandbox, dockerfile: "RUN echo really-$((40+2))\n")
            try machine.generate(["daemonless", "--privileged"])
            var variables = JobMachine.branch("fix", registry)
            variables["CI_COMMIT_BRANCH"] = nil
            variables["CI_PIPELINE_SOURCE"] = "merge_request_event"
            variables["CI_MERGE_REQUEST_IID"] = "5"
            let run = try machine.succeed(variables)
            #expect(run.error.contains("really-42"))
            #expect(try registry.tags() == [])
        }

        @Test func `a push that is asked for always, or never`() throws {
            let sandbox = try Sandbox(.root)
            let registry = try Registry(in: sandbox)
            let machine = try JobMachine(in: sandbox, dockerfile: "")
            try machine.generate(["daemonless", "--privileged", "--push", "never"])
            try machine.succeed(JobMachine.pipeline(registry))
            // The cache is no image, and of the default branch.
            #expect(try registry.tags() == ["buildcache"])
            try machine.generate(["daemonless", "--privileged", "--push", "always"])
            var variables = JobMachine.branch("fix", registry)
            variables["CI_COMMIT_BRANCH"] = nil
            variables["CI_PIPELINE_SOURCE"] = "merge_request_event"
            try machine.succeed(variables)
            #expect(try registry.tags() == ["89abcdef", "buildcache", "fix"])
        }

        @Test(arguments: ["stock", "buildkit-run"])
        func `a context and a Dockerfile elsewhere`(runner: String) throws {
            let sandbox = try Sandbox(.root)
            let registry = try Registry(in: sandbox)
            let machine = try JobMachine(in: sandbox, dockerfile: "RUN false\n")
            for directory in ["the app", "build files"] {
                try FileTree.makeDirectories("\(machine.checkout.path)/\(directory)")
            }
            try Files.write("inner\n", to: "\(machine.checkout.path)/the app/inner")
            try Files.write(
                "FROM scratch\nCOPY inner /\nLABEL of=prod\n",
                to: "\(machine.checkout.path)/build files/Dockerfile.prod")
            try machine.generate([
                "daemonless", "--privileged", "--runner", runner, "--image", "example.com/image", "--context",
                "the app",
                "--dockerfile", "build files/Dockerfile.prod",
            ])
            for shell in JobMachine.Shell.allCases { try machine.succeed(JobMachine.pipeline(registry), shell: shell) }
            #expect(try registry.pull("main").config.Labels?["of"] == "prod")
        }

        @Test func `tags by rules`() throws {
            let sandbox = try Sandbox(.root)
            let registry = try Registry(in: sandbox)
            let machine = try JobMachine(in: sandbox, dockerfile: "")
            try machine.generate([
                "daemonless", "--privileged", "--no-cache", "--tag", "type=ref,event=branch", "--tag",
                "type=ref,event=tag", "--tag", "type=sha", "--tag", "type=raw,value=edge/x",
            ])
            try machine.succeed(JobMachine.branch("feature/New_1", registry))
            #expect(try registry.tags() == ["edge-x", "feature-New_1", "sha-0123456"])
            let tag = JobMachine.tag("v1.2.3", registry).merging([
                "CI_REGISTRY_IMAGE": "\(registry.host)/group/tagged"
            ]) { $1 }
            try machine.succeed(tag, shell: .bash)
            #expect(try registry.tags("group/tagged") == ["edge-x", "latest", "sha-0123456", "v1.2.3"])
        }

        /// Rules that only the runner can follow.
        @Test func `tags by versions`() throws {
            let sandbox = try Sandbox(.root)
            let registry = try Registry(in: sandbox)
            let machine = try JobMachine(in: sandbox, dockerfile: "")
            try machine.generate([
                "daemonless", "--privileged", "--runner", "buildkit-run", "--image", "example.com/image", "--tag",
                "type=semver,pattern={{version}}", "--tag", "type=semver,pattern={{major}}.{{minor}}", "--tag",
                #"type=match,pattern=v(\d+),group=1,prefix=major-"#, "--tag", "type=ref,event=branch",
            ])
            for shell in JobMachine.Shell.allCases {
                try machine.succeed(JobMachine.tag("v1.2.3", registry), shell: shell)
            }
            #expect(try registry.tags() == ["1.2", "1.2.3", "latest", "major-1"])
            try machine.succeed(JobMachine.branch("fix", registry))
            #expect(try registry.tags() == ["1.2", "1.2.3", "fix", "latest", "major-1"])
        }

        @Test(.needs("openssl")) func `ssh keys and proxies reach the steps`() throws {
            let sandbox = try Sandbox(.root)
            let registry = try Registry(in: sandbox)
            let machine = try JobMachine(
                in: sandbox,
                dockerfile: """
                    RUN --mount=type=ssh test -n "$SSH_AUTH_SOCK" && test -e "$SSH_AUTH_SOCK"
                    RUN test "$HTTP_PROXY" = http://127.0.0.1:9 && test "$NO_PROXY" = 127.0.0.1,localhost

                    """)
            let key = "\(sandbox.home)/key.pem"
            let made = try sandbox.start([
                try Tools.require("openssl"), "genpkey", "-algorithm", "ed25519", "-out", key,
            ])
            try #require(try made.wait() == .exited(0), "\(made.error)")
            try machine.generate([
                "daemonless", "--privileged", "--ssh", "default=$DEPLOY_KEY", "--http-proxy", "http://127.0.0.1:9",
                "--no-proxy", "127.0.0.1,localhost",
            ])
            try machine.succeed(JobMachine.pipeline(registry).merging(["DEPLOY_KEY": key]) { $1 })
            // Nothing of a proxy stays in the image.
            let image = try registry.pull("main")
            #expect(image.config.Env?.contains { $0.contains("PROXY") } != true)
        }
    }
}
