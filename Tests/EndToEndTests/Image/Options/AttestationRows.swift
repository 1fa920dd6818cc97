import FoundationEssentials
import Testing

extension OptionRow {
    /// Provenance and SBOM.
    static let attestations = [
        OptionRow("provenance is attached as buildx attaches it", ["--provenance", "--attest"]) { bench in
            let dockerfile = base + "ARG WHAT\nRUN echo $WHAT\n"
            let push = ["--push", "--build-arg", "WHAT=planted-argument"]
            // Buildx attests in short by itself; the arguments of the build are in the long form only.
            for (tag, options, variables, statements, tellsArguments) in [
                ("standard", [], [:], 1, false), ("true", ["--provenance", "true"], [:], 1, false),
                ("min", ["--provenance=mode=min"], [:], 1, false), ("max", ["--provenance=mode=max"], [:], 1, true),
                ("attest", ["--attest", "type=provenance,mode=max"], [:], 1, true),
                ("false", ["--provenance=false"], [:], 0, false),
                ("disabled", ["--attest", "type=provenance,disabled=true"], [:], 0, false),
                ("variable", [], ["BUILDX_NO_DEFAULT_ATTESTATIONS": "1"], 0, false),
            ] as [(String, [String], [String: String], Int, Bool)] {
                try bench.build(push + ["-t", bench.image("provenance:\(tag)")] + options, dockerfile, in: variables)
                let found = try attested(bench, "provenance", tag)
                #expect(found.count == statements, "\(tag)")
                #expect(found.allSatisfy { $0.type.contains("slsa.dev/provenance") }, "\(tag)")
                #expect(found.contains { $0.text.contains("planted-argument") } == tellsArguments, "\(tag)")
            }
        },
        OptionRow("an SBOM is made by the generator that is named", ["--sbom", "--attest"]) { bench in
            // The protocol of a generator: BuildKit's docs/attestations/sbom-protocol.md.
            try bench.write(
                "#!/bin/sh\necho \"{\\\"predicateType\\\":\\\"https://spdx.dev/Document\\\",\\\"predicate\\\":{\\\"name\\\":\\\"$WHAT\\\"}}\" > \"$BUILDKIT_SCAN_DESTINATION/sbom.spdx.json\"\n",
                to: "scan")
            let generator = bench.image("scanner:1")
            try bench.build(
                ["-t", generator, "--push", "--provenance=false"],
                base + "COPY --chmod=755 scan /bin/\nENTRYPOINT [\"/bin/sh\", \"/bin/scan\"]\n")
            for (tag, options) in [
                ("option", ["--sbom", "generator=\(generator)"]),
                ("attest", ["--attest", "type=sbom,generator=\(generator)"]),
            ] {
                try bench.build(
                    ["-t", bench.image("sbom:\(tag)"), "--push", "--provenance=false"] + options, base)
                #expect(try attested(bench, "sbom", tag).map(\.type) == ["https://spdx.dev/Document"], "\(tag)")
            }
            try bench.build(["-t", bench.image("sbom:none"), "--push", "--provenance=false", "--sbom=false"])
            #expect(try attested(bench, "sbom", "none").isEmpty)
            // The standard generator is Docker Hub's, which the tests cannot reach: the request for it is BuildKit's.
            let absent = bench.image("nosuch/buildkit-syft-scanner:1")
            let refused = try bench.build(["--sbom", "generator=\(absent)"], endsWith: 78)
            #expect(refused.error.contains("failed to resolve source metadata for \(absent)"), "\(refused.error)")
            #expect(refused.error.contains("an SBOM is made by an image"))
            let standard = try bench.build(["--sbom=true", "--explain"])
            #expect(standard.output.contains("--opt attest:sbom="), "\(standard.output)")
        },
    ]

    private static let base = ImageBench.base

    /// The attestations of an image, by the type of their statement.
    private static func attested(
        _ bench: ImageBench, _ repository: String, _ tag: String
    ) throws -> [(type: String, text: String)] {
        let index = try bench.registry.stored(tag, repository)
        let manifests = (index.manifests ?? []).filter {
            $0.annotations?["vnd.docker.reference.type"] == "attestation-manifest"
        }
        return try manifests.flatMap { try bench.registry.stored($0.digest, repository).layers ?? [] }.map { layer in
            (
                try bench.registry.blob(StoredStatement.self, layer.digest, repository).predicateType,
                try bench.registry.get("/v2/\(repository)/blobs/\(layer.digest)")
            )
        }
    }
}
