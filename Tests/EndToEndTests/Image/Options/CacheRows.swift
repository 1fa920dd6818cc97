import FoundationEssentials
import LinuxProcess
import Supervision
import Testing

extension OptionRow {
    /// Build cache.
    static let caches = [
        OptionRow("cache is written to a registry and read from it", ["--cache-to", "--cache-from"]) { bench in
            let reference = bench.image("cached:cache")
            try bench.build(
                ["--cache-to", "type=registry,ref=\(reference),mode=max"],
                ImageBench.base + "RUN echo first > /first\nFROM scratch\nCOPY --from=base /first /\n")
            #expect(
                try bench.registry.stored("cache", "cached").config?.mediaType
                    == "application/vnd.buildkit.cacheconfig.v0")
            // As Docker takes it: a bare reference is a registry's.
            let run = try bench.build(["--cache-from", reference])
            #expect(run.error.contains("importing cache manifest from \(reference)"), "\(run.error)")
            let short = try bench.build(["--cache-to=\(reference)"])
            #expect(short.error.contains("add mode=max for all stages"), "\(short.error)")
            let github = try bench.build(["--cache-to", "type=gha"], endsWith: 64)
            #expect(github.error.contains("write type=registry"))
        },
        OptionRow("a daemon with nothing finds the steps in the cache", ["--cache-to", "--cache-from"]) { bench in
            let directory = bench.path("cache")
            try bench.build(
                ["--cache-to", "type=local,dest=\(directory),mode=max"], ImageBench.base + "RUN echo local > /local\n")
            let read = ["--cache-from", "type=local,src=\(directory)"]
            let fresh = try bench.sandbox.run(
                ["image", "--state-dir", bench.path("fresh")] + read + [bench.contextPath])
            #expect(try fresh.wait() == .exited(0), "\(fresh.error)")
            #expect(fresh.error.contains("CACHED"), "\(fresh.error)")
            try bench.build(read)
        },
        OptionRow("cache in the image itself", ["BUILDKIT_INLINE_CACHE"]) { bench in
            try bench.build(
                [
                    "-t", bench.image("inline:1"), "--push", "--provenance=false", "--build-arg",
                    "BUILDKIT_INLINE_CACHE=1",
                ],
                ImageBench.base + "RUN echo inline > /inline\n")
            let config = try #require(try bench.registry.stored("1", "inline").config)
            #expect(try bench.registry.get("/v2/inline/blobs/\(config.digest)").contains("moby.buildkit.cache.v0"))
        },
        OptionRow("cache is left aside, for all or for some stages", ["--no-cache", "--no-cache-filter"]) { bench in
            let dockerfile =
                ImageBench.base
                + "RUN echo a > /a\nFROM base AS second\nRUN echo b > /b\nFROM second\nRUN echo c > /c\n"
            /// The steps that were run, by what they write.
            func ran(_ options: [String]) throws -> [String] {
                let table = try bench.build(options, dockerfile).error.split(separator: "\n").filter {
                    $0.first?.isNumber == true && $0.contains("RUN echo")
                }
                return table.filter { !$0.contains(" cached ") }.compactMap { $0.last.map(String.init) }
            }
            _ = try ran([])
            #expect(try ran([]) == [])
            #expect(try ran(["--no-cache"]) == ["a", "b", "c"])
            #expect(try ran(["--no-cache-filter", "second"]) == ["b", "c"])
            #expect(try ran(["--no-cache=false", "--no-cache-filter=base,second"]) == ["a", "b", "c"])
            let both = try bench.build(["--no-cache", "--no-cache-filter", "base"], endsWith: 64)
            #expect(both.error.contains("exclude each other"))
        },
        OptionRow("a step that has not run counts as cached, and no other", ["--cache-to", "--cache-from"]) { bench in
            let cases = [
                // The layer of the RUN is fetched for a COPY that is new.
                ("fetched", "FROM base\nCOPY changed /\n", true),
                // Only what came of the RUN is in the cache, and a new COPY needs its own result.
                (
                    "run", "FROM scratch\nCOPY --from=base /made /\nCOPY changed /\nCOPY --from=base /made /again\n",
                    false
                ),
            ]
            for (name, rest, isCached) in cases {
                let step = "RUN echo \(name) > /made"
                let cache = "type=local,dest=\(bench.path("cache-\(name)")),mode=min"
                try bench.write("one\n", to: "changed")
                try bench.build(["--cache-to", cache], ImageBench.base + step + "\n" + rest)
                try bench.write("two\n", to: "changed")
                let fresh = try bench.sandbox.run([
                    "image", "--state-dir", bench.path("state-\(name)"), "--cache-from",
                    "type=local,src=\(bench.path("cache-\(name)"))", "-o", bench.path("files-\(name)"),
                    bench.contextPath,
                ])
                #expect(try fresh.wait() == .exited(0), "\(fresh.error)")
                let row = try #require(
                    fresh.error.split(separator: "\n").last { !$0.hasPrefix("#") && $0.hasSuffix(step) })
                #expect(row.contains(" cached ") == isCached, "\(fresh.error)")
            }
            try bench.build(["--cache-from", "type=local,src=\(bench.path("cache-run"))"])
        },
    ]
}
