import LinuxProcess
import Supervision
import Testing

extension EndToEnd {
    /// The images of a request file, built at the same time on one daemon.
    @Suite(.needs("docker-registry"), .needsRoot, .bench) struct ImageSeveral {
        /// One that can never be built and one whose registry fails for a while do not touch the others.
        @Test func eachHasItsOwnFate() throws {
            let bench = try #require(ImageBench.current)
            let proxy = try RegistryProxy(before: bench.registry) { request, faults in
                request.method == "PUT" && request.target.contains("/manifests/") && faults < 6 ? .tooMany : nil
            }
            let dockerfiles = [
                "good": "RUN for i in 1 2 3; do echo from-good-$i; sleep 0.1; done\n",
                "bad": "RUN echo from-bad; exit 3\n", "late": "RUN echo from-late\n",
            ]
            for (name, text) in dockerfiles { try bench.write(ImageBench.base + text, to: "Dockerfile.\(name)") }
            let images = [("good", bench.registry.host), ("bad", bench.registry.host), ("late", proxy.host)].map {
                "  - {name: \($1)/several-\($0), dockerfile: \(bench.contextPath)/Dockerfile.\($0)}\n"
            }
            let request = bench.path("buildkit-ci.yml")
            try Files.write(
                "mode: daemonless\ndefaults: {tags: [\"1\"], cache: {type: none}, push: always, context: \(bench.contextPath)}\nimages:\n"
                    + images.joined(), to: request)
            let run = try bench.start([
                "image", "--from", request, "--retry-delay", "10ms", "--report-dotenv", bench.path("dotenv"),
            ])
            // What can never be built decides: trying the job again would not help.
            #expect(try run.wait() == .exited(1), "\(run.error)")
            #expect(try bench.registry.tags("several-good") == ["1"])
            #expect(try bench.registry.tags("several-late") == ["1"])
            #expect(try bench.registry.tags("several-bad") == [])
            // Each line says which image it is about, and holds nothing of another.
            let lines = run.error.split(separator: "\n").filter { !$0.hasPrefix("buildkit-run: ") }
            for line in lines {
                let owner = dockerfiles.keys.first {
                    line.hasPrefix("[") && line.prefix { $0 != "]" }.hasSuffix("several-\($0)")
                }
                #expect(owner != nil, "\(line)")
                for name in dockerfiles.keys where name != owner { #expect(!line.contains("from-\(name)"), "\(line)") }
            }
            #expect(
                lines.filter { $0.contains("It is tried again in ") }.map { $0.contains("several-late] ") } == [true])
            #expect(lines.filter { $0.hasSuffix("Outcome: build fault, exit code 1") }.count == 1, "\(run.error)")
            let dotenv = try Files.read(bench.path("dotenv"))
            #expect(dotenv.contains("SEVERAL_GOOD_DIGEST=sha256:") && !dotenv.contains("BAD"), "\(dotenv)")
        }
    }
}
