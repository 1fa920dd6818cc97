import Testing

extension OptionRow {
    /// What makes an image one of several platforms.
    static let platforms = [
        OptionRow("several platforms make an index", ["--platform"]) { bench in
            let one = ["--push", "--provenance=false"]
            try bench.build(
                one + ["-t", bench.image("platforms:two"), "--platform=linux/amd64", "--platform", "linux/arm64"],
                "FROM scratch\nCOPY hello /\n")
            let index = try bench.registry.stored("two", "platforms")
            #expect(index.manifests?.compactMap(\.platform?.architecture) == ["amd64", "arm64"])
            for descriptor in index.manifests ?? [] {
                #expect(
                    try bench.registry.pull(descriptor.digest, "platforms").architecture
                        == descriptor.platform?.architecture)
            }
            try bench.build(one + ["-t", bench.image("platforms:one"), "--platform", "linux/arm64"])
            #expect(try bench.registry.pull("one", "platforms").architecture == "arm64")
        },
        OptionRow("one platform makes an index where that is asked for", ["BUILDKIT_MULTI_PLATFORM"]) { bench in
            try bench.build(
                [
                    "-t", bench.image("platforms:index"), "--push", "--provenance=false", "--build-arg",
                    "BUILDKIT_MULTI_PLATFORM=1",
                ], "FROM scratch\nCOPY hello /\n")
            #expect(try bench.registry.stored("index", "platforms").manifests?.count == 1)
        },
    ]
}
