import BuildKit
import LinuxProcess
import Supervision
import Testing

extension EndToEnd {
    /// The reports of real builds, held to the rules of their formats.
    @Suite(.needs("docker-registry"), .needsRoot) struct Reports {
        private static let predefined = [
            "GITLAB_CI": "true", "CI_PROJECT_URL": "https://gitlab.example/group/app",
        ]

        /// One daemon for all: the second build of the same Dockerfile finds its steps in the cache.
        @Test func buildsOfAllKinds() throws {
            let sandbox = try Sandbox(.root)
            let service = try Service(in: sandbox)
            let registry = try Registry(in: sandbox)
            let context = try Context(in: sandbox, dockerfile: "")
            let image = "\(registry.host)/group/app"
            func build(
                _ words: [String], _ dockerfile: String?, endsWith code: Int32 = 0
            ) throws -> ReportSet {
                if let dockerfile { try Files.write(dockerfile, to: "\(context.path)/Dockerfile") }
                let set = ReportSet(directory: "\(sandbox.home)/reports-\(code)-\(words.count)")
                let process = try sandbox.run(
                    ["image"] + words + set.options,
                    adding: Self.predefined.merging([
                        "BUILDKIT_HOST": "tcp://127.0.0.1:\(service.port)", "CI_PROJECT_DIR": sandbox.path,
                        "CI_REGISTRY_IMAGE": image,
                    ]) { $1 })
                #expect(try process.wait() == .exited(code), "\(process.error)")
                return set
            }

            let good = "FROM scratch AS Base\nADD rootfs /\nRUN echo one > /one\nMAINTAINER somebody\n"
            let push = ["-t", "\(image):1", "-t", "\(image):2", "--push"]
            _ = try build(push + [context.path], good)
            let cached = try build(push + ["--provenance=false", context.path], nil)
            let findings = try cached.findings()
            #expect(findings.contains("MaintainerDeprecated context/Dockerfile:4"), "\(findings)")
            #expect(findings.contains("StageNameCasing context/Dockerfile:1"), "\(findings)")
            let variables = try cached.variables()
            let digest = try #require(variables["IMAGE_DIGEST"])
            #expect(variables["IMAGE"] == "\(image):1" && variables["IMAGE_REF"] == "\(image)@\(digest)")
            #expect(variables["IMAGE_TAGS"] == "\(image):1,\(image):2")
            #expect(try registry.manifest(of: "group/app", digest).hasPrefix("HTTP/1.1 200"))
            let figures = try cached.figures()
            #expect(figures["buildkit_build_success"] == 1 && figures["buildkit_build_cache_hit_ratio"] == 1)
            #expect(figures["buildkit_build_warnings"] == Double(findings.count))
            let page = "https://gitlab.example/group/app/container_registry"
            #expect(try cached.links() == ["\(image):1": page, "\(image):2": page])
            let suites = try cached.suites()
            #expect(suites.map(\.failures) == [0] && suites[0].tests > 3)
            #expect(try cached.page().contains("RUN echo one"))

            let failed = try build(
                [context.path], "FROM scratch\nADD rootfs /\nRUN echo \"<said> & ]]>\"; exit 7\n", endsWith: 1)
            #expect(try failed.findings().isEmpty && failed.variables().isEmpty && failed.links().isEmpty)
            #expect(try failed.figures()["buildkit_build_success"] == 0)
            #expect(try failed.suites().map(\.failures) == [1])
            #expect(try failed.page().contains("&lt;said&gt; &amp; ]]&gt;"))

            let unread = try build(["-t", "app:1", context.path], "FROM scratch\nRUNN echo\n", endsWith: 1)
            #expect(try unread.findings().isEmpty && unread.variables().isEmpty && unread.links().isEmpty)
            #expect(try unread.figures()["buildkit_build_success"] == 0)
            #expect(try unread.suites().map(\.failures) == [1])
            #expect(try unread.page().contains("RUNN"))

            try Files.write(good, to: "\(context.path)/Dockerfile")
            let request = "\(sandbox.path)/buildkit-ci.yml"
            try Files.write(
                """
                images:
                - {name: \(image)/api, context: \(context.path), tags: [x]}
                - {name: \(image)/web, context: \(context.path), tags: [x]}

                """, to: request)
            let several = try build(["--from", request, "--push"], nil)
            #expect(try several.suites().map(\.failures) == [0, 0])
            #expect(try several.variables().keys.filter { $0.hasSuffix("_DIGEST") }.count == 2)
            #expect(try several.links().count == 2)
            #expect(try several.figures().keys.filter { $0.hasPrefix("buildkit_build_success{image=") }.count == 2)
            // Two images of one Dockerfile share its findings.
            #expect(try several.findings() == findings)
            _ = try several.page()

            try registry.stop()
            try service.stop()
            sandbox.expectNothingLeft()
        }

        /// A build that succeeds, with findings and a push, and one that fails.
        @Test(.needs("check-jsonschema", "xmllint")) func schemas() throws {
            let sandbox = try Sandbox(.root)
            let service = try Service(in: sandbox)
            let registry = try Registry(in: sandbox)
            let context = try Context(in: sandbox, dockerfile: "")
            for (last, code) in [("RUN true", 0), ("RUN echo \"<said> & ]]>\"; exit 7", 1)] as [(String, Int32)] {
                try Files.write(
                    "FROM scratch AS Base\nADD rootfs /\nMAINTAINER me\n\(last)\n", to: "\(context.path)/Dockerfile")
                let set = ReportSet(directory: "\(sandbox.home)/reports-\(code)")
                let process = try sandbox.run(
                    ["image", "--push", "-t", "\(registry.host)/group/app:1"] + set.options + [context.path],
                    adding: ["BUILDKIT_HOST": "tcp://127.0.0.1:\(service.port)", "CI_PROJECT_DIR": sandbox.path])
                #expect(try process.wait() == .exited(code), "\(process.error)")
                #expect(try set.complaints(in: sandbox) == [])
            }
            try registry.stop()
            try service.stop()
            sandbox.expectNothingLeft()
        }
    }
}
