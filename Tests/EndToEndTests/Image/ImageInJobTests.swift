import BuildKit
import LinuxProcess
import LoopbackServer
import Supervision
import Testing

extension EndToEnd {
    /// `image --push .` in a job of GitLab, with nothing set but what GitLab sets: it logs in, tags, builds, caches, pushes
    /// and reports, whoever runs the daemon and whatever the registry asks for.
    @Suite(.needs("docker-registry", "openssl")) struct ImageInJob {
        private enum Builder { case own, service }

        private enum Protection {
            case passwords
            /// With TLS and an authority of its own, for the registry and for the server of its tokens.
            case tokens
        }

        private static let password = "p\"a\\s s:w0rd"
        /// By htpasswd -B.
        private static let users = "gitlab-ci-token:$2y$05$YwSsXaHT8Nvm8JnhC5dRm.6tGTiLbvGiIb1A/BNFPHzewKx/aIooW\n"

        @Test(.needsRoot) func asRoot() throws { try build(by: .root, with: .own, at: .passwords) }

        @Test(.needsRootless) func rootless() throws { try build(by: .ordinary(), with: .own, at: .passwords) }

        @Test(.needsRoot) func withAService() throws { try build(by: .root, with: .service, at: .passwords) }

        @Test(.needsRootless) func withARootlessService() throws {
            try build(by: .ordinary(), with: .service, at: .passwords)
        }

        @Test(.needsRoot) func asRootWithTokensAndTLS() throws { try build(by: .root, with: .own, at: .tokens) }

        @Test(.needsRootless) func withARootlessServiceTokensAndTLS() throws {
            try build(by: .ordinary(), with: .service, at: .tokens)
        }

        private func build(by account: Account, with builder: Builder, at protection: Protection) throws {
            let sandbox = try Sandbox(account)
            let user = try RegistryCredential(username: "gitlab-ci-token", password: Self.password)
            let registry: Registry
            var tokens: TokenServer?
            var configuration: [String] = []
            var variables: [String: String] = [:]
            switch protection {
            case .passwords: registry = try Registry(in: sandbox, .passwords(Self.users))
            case .tokens:
                let certificates = try Certificates(in: sandbox)
                let server = try TokenServer(in: sandbox, user: user, certificates: certificates)
                registry = try Registry(in: sandbox, .tokens(server), certificates: certificates)
                tokens = server
                let path = "\(sandbox.path)/buildkitd.toml"
                // A registry on this machine would be asked without TLS; a service does not see the job's variables.
                let authority = builder == .service ? "ca = [\"\(certificates.authority)\"]\n" : ""
                try Files.write("[registry.\"\(registry.host)\"]\nhttp = false\n\(authority)", to: path)
                configuration = ["--config", path]
                if builder == .own { variables["BUILDKITD_FLAGS"] = configuration.joined(separator: " ") }
                variables["CI_SERVER_TLS_CA_FILE"] = certificates.authority
            }
            variables.merge(job(registry)) { $1 }
            let context = try Context(in: sandbox, dockerfile: "RUN echo made > /made\nMAINTAINER me\n")
            variables["CI_PROJECT_DIR"] = context.path

            func image(_ options: [String]) throws -> RunningProcess {
                let service = builder == .service ? try Service(in: sandbox, flags: configuration) : nil
                if let service { variables["BUILDKIT_HOST"] = "tcp://127.0.0.1:\(service.port)" }
                let run = try sandbox.run(["image", "--push"] + options + [context.path], adding: variables)
                #expect(try run.wait() == .exited(0), "\(run.error)")
                #expect(!run.error.contains(Self.password) && !run.output.contains(Self.password))
                try service?.stop()
                FileTree.remove("\(sandbox.path)/state-service")
                return run
            }

            let kinds = ["codequality", "dotenv", "metrics", "annotations", "junit", "html"]
            let first = try image(
                kinds.map { "--report-\($0)=\(sandbox.home)/\($0)" } + ["--digest-file", "\(sandbox.home)/digest"])
            let digest = try Files.read("\(sandbox.home)/digest")
            #expect(first.error.contains("Digest: \(digest)\n"), "\(first.error)")
            #expect(first.error.contains("Pushed: \(registry.host)/group/app:main\n"), "\(first.error)")
            try expectReports(in: sandbox.home, of: registry, digest)
            if let tokens {
                #expect(tokens.requests.contains { $0.body.contains("pull%2Cpush") })
            } else {
                for reference in ["main", "buildcache", digest] {
                    let answer = try registry.get(
                        "/v2/group/app/manifests/\(reference)",
                        accept: "application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json",
                        as: user)
                    #expect(answer.hasPrefix("HTTP/1.1 200"), "\(reference): \(answer)")
                }
            }
            #expect(FileTree.names(in: sandbox.home).filter { $0 == ".docker" } == [])

            // The next job, on a fresh daemon, finds the cache.
            let again = try image(["--state-dir", "\(sandbox.path)/state-again"].filter { _ in builder == .own })
            #expect(again.error.contains("CACHED"), "\(again.error)")
            try registry.stop()
            sandbox.expectNothingLeft()
        }

        /// What GitLab sets on a protected default branch.
        private func job(_ registry: Registry) -> [String: String] {
            [
                "CI": "true", "GITLAB_CI": "true", "CI_REGISTRY": registry.host,
                "CI_REGISTRY_USER": "gitlab-ci-token", "CI_REGISTRY_PASSWORD": Self.password,
                "CI_REGISTRY_IMAGE": "\(registry.host)/group/app", "CI_COMMIT_BRANCH": "main",
                "CI_COMMIT_REF_NAME": "main", "CI_COMMIT_REF_SLUG": "main", "CI_DEFAULT_BRANCH": "main",
                "CI_COMMIT_REF_PROTECTED": "true", "CI_COMMIT_SHA": "0123456789abcdef0123456789abcdef01234567",
                "CI_PIPELINE_CREATED_AT": "2026-01-10T00:30:00Z", "CI_PIPELINE_SOURCE": "push",
                "CI_PROJECT_URL": "https://gitlab.example/group/app",
            ]
        }

        /// Each report is in its format, and says what has been done.
        private func expectReports(in directory: String, of registry: Registry, _ digest: String) throws {
            func report(_ kind: String) throws -> String { try Files.read("\(directory)/\(kind)") }
            let findings = try #require(try JSONValue(parsing: report("codequality")).array)
            #expect(findings.contains { $0["check_name"]?.string == "MaintainerDeprecated" })
            for finding in findings {
                #expect(finding["fingerprint"]?.string?.isEmpty == false && finding["description"]?.string != nil)
                #expect(finding["location"]?["path"]?.string == "Dockerfile")
                #expect((finding["location"]?["lines"]?["begin"]?.integer ?? 0) > 0)
            }
            let image = "\(registry.host)/group/app"
            #expect(
                try report("dotenv").split(separator: "\n", omittingEmptySubsequences: false) == [
                    "IMAGE=\(image):main", "IMAGE_DIGEST=\(digest)", "IMAGE_REF=\(image)@\(digest)",
                    "IMAGE_TAGS=\(image):main", "",
                ])
            #expect(try report("metrics").hasSuffix("\n# EOF\n"))
            #expect(try report("annotations").contains("\"external_link\""))
            _ = try JSONValue(parsing: report("annotations"))
            let tests = try report("junit")
            #expect(tests.hasPrefix("<?xml") && tests.contains("RUN echo made") && tests.contains("</testsuites>"))
            let page = try report("html")
            #expect(page.hasPrefix("<!DOCTYPE html>") && page.contains(digest) && page.contains("</html>"))
        }
    }
}
