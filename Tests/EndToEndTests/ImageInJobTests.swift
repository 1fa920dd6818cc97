import BuildKit
import LinuxProcess
import Supervision
import Testing

extension EndToEnd {
    /// `image --push .` in a job of GitLab, with nothing set but what GitLab sets.
    @Suite(.needs("docker-registry")) struct ImageInJob {
        private enum Mode { case root, rootless, service }

        private static let password = "p\"a\\s s:w0rd"
        /// By htpasswd -B.
        private static let users = "gitlab-ci-token:$2y$05$YwSsXaHT8Nvm8JnhC5dRm.6tGTiLbvGiIb1A/BNFPHzewKx/aIooW\n"

        @Test(.needsRoot) func asRoot() throws { try build(.root) }

        @Test(.needsRootless) func rootless() throws { try build(.rootless) }

        @Test(.needsRoot) func withAService() throws { try build(.service) }

        private func build(_ mode: Mode) throws {
            let password = Self.password
            let user = try RegistryCredential(username: "gitlab-ci-token", password: password)
            let sandbox = try Sandbox(mode == .rootless ? .ordinary() : .root)
            let registry = try Registry(in: sandbox, .passwords(Self.users))
            let context = try Context(in: sandbox, dockerfile: "RUN echo made > /made\n")
            let service = mode == .service ? try Service(in: sandbox) : nil
            var variables = [
                "CI": "true", "GITLAB_CI": "true", "CI_REGISTRY": registry.host,
                "CI_REGISTRY_USER": "gitlab-ci-token", "CI_REGISTRY_PASSWORD": password,
                "CI_REGISTRY_IMAGE": "\(registry.host)/group/app", "CI_COMMIT_BRANCH": "main",
                "CI_COMMIT_REF_NAME": "main", "CI_COMMIT_REF_SLUG": "main", "CI_DEFAULT_BRANCH": "main",
                "CI_COMMIT_REF_PROTECTED": "true", "CI_COMMIT_SHA": "0123456789abcdef0123456789abcdef01234567",
                "CI_PIPELINE_CREATED_AT": "2026-01-10T00:30:00Z", "CI_PIPELINE_SOURCE": "push",
                "CI_PROJECT_URL": "https://gitlab.example/group/app",
            ]
            if let service { variables["BUILDKIT_HOST"] = "tcp://127.0.0.1:\(service.port)" }
            let run = try sandbox.run(["image", "--push", context.path], adding: variables)
            #expect(try run.wait() == .exited(0), "\(run.error)")
            let manifest = try registry.get(
                "/v2/group/app/manifests/main", accept: "application/vnd.oci.image.index.v1+json", as: user)
            #expect(manifest.hasPrefix("HTTP/1.1 200"), "\(manifest)")
            #expect(try registry.manifest(of: "group/app", "buildcache", as: user).hasPrefix("HTTP/1.1 200"))
            #expect(!run.error.contains(password) && !run.output.contains(password))
            try service?.stop()
            FileTree.remove("\(sandbox.path)/state-service")
            #expect(FileTree.names(in: sandbox.home).filter { $0 == ".docker" } == [])

            // The next job, on a fresh daemon, finds the cache.
            let next = mode == .service ? try Service(in: sandbox) : nil
            if let next { variables["BUILDKIT_HOST"] = "tcp://127.0.0.1:\(next.port)" }
            let again = try sandbox.run(
                [
                    "--state-dir", "\(sandbox.path)/state-again", "image", "--push", "--progress", "rawjson",
                    context.path,
                ],
                adding: variables)
            #expect(try again.wait() == .exited(0), "\(again.error)")
            #expect(again.error.contains("\"cached\":true"))
            try next?.stop()
            try registry.stop()
            sandbox.expectNothingLeft()
        }
    }
}
