import BuildKit
import LinuxProcess
import Supervision
import Testing

extension EndToEnd {
    /// Registries that fail, behind a proxy that does it for them.
    @Suite(.needs("docker-registry"), .needsRoot) struct RegistryFaults {
        private static let invalid = "{\"errors\":[{\"code\":\"MANIFEST_INVALID\",\"message\":\"manifest invalid\"}]}"

        /// Many registries refuse an index as the manifest of a cache; an image manifest they take. The client's words are
        /// known, both where the registry says why and where it does not.
        @Test func anIndexIsRefused() throws {
            let sandbox = try Sandbox(.root)
            let registry = try Registry(in: sandbox)
            let context = try Context(in: sandbox, dockerfile: "RUN true\n")
            for body in [Self.invalid, ""] {
                let proxy = try RegistryProxy(before: registry) { request, _ in
                    request.putsIndex ? .badRequest(body) : nil
                }
                let cache = "type=registry,ref=\(proxy.host)/group/app:cache,mode=max,image-manifest="
                let refused = try sandbox.build(context.arguments + ["--export-cache", "\(cache)false"])
                #expect(try refused.wait() == .exited(1), "\(refused.error)")
                let failures = KnownFailure.occurrences(in: refused.error.split(separator: "\n").map(String.init))
                #expect(failures.map(\.failure.id).contains("cache-index-refused"), "\(refused.error)")
                let taken = try sandbox.build(context.arguments + ["--export-cache", "\(cache)true"])
                #expect(try taken.wait() == .exited(0), "\(taken.error)")
            }
            #expect(try registry.manifest(of: "group/app", "cache").hasPrefix("HTTP/1.1 200"))
            try registry.stop()
            sandbox.expectNothingLeft()
        }
    }
}
