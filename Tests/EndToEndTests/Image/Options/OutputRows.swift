import FoundationEssentials
import LinuxProcess
import Supervision
import Testing

extension OptionRow {
    /// What a build leaves.
    static let outputs = [
        OptionRow("files, in a directory or an archive", ["--output"], unless: missing("tar")) { bench in
            let dockerfile = "FROM scratch\nCOPY hello /\n"
            try bench.build(["-o", bench.path("local-1")], dockerfile)
            try bench.build(["--output=type=local,dest=\(bench.path("local-2"))"])
            for name in ["local-1", "local-2"] { #expect(try Files.read(bench.path("\(name)/hello")) == "hello\n") }
            try bench.build(["--output", "type=tar,dest=\(bench.path("files.tar"))"])
            let standard = try bench.build(["-o", "-"])
            try Files.write(standard.output, to: bench.path("standard.tar"))
            for name in ["files.tar", "standard.tar"] {
                #expect(try listing(bench, name) == ["hello"], "\(name)")
            }
        },
        OptionRow("images as archives and layouts", ["--output", "--load"], unless: missing("tar")) { bench in
            let name = bench.image("archived:1")
            for type in ["oci", "docker"] {
                try bench.build(
                    ["-t", name, "-o", "type=\(type),dest=\(bench.path("\(type).tar"))"], "FROM scratch\nCOPY hello /\n"
                )
                let files = try listing(bench, "\(type).tar")
                #expect(
                    files.contains("index.json") && files.contains("manifest.json") == (type == "docker"), "\(files)")
            }
            let text = try bench.sandbox.start([
                try Tools.require("tar"), "-xOf", bench.path("docker.tar"), "manifest.json",
            ])
            try text.wait()
            #expect(text.output.contains("\"RepoTags\":[\"\(name)\"]"), "\(text.output)")
            let loaded = try bench.build(["--load"], endsWith: 64)
            #expect(loaded.error.contains("write --output type=docker,dest=image.tar"))
            let several = try bench.build(
                ["-o", "type=docker,dest=\(bench.path("several.tar"))", "--platform", "linux/amd64,linux/arm64"],
                endsWith: 64)
            #expect(several.error.contains("write type=oci,dest=image.tar"))
        },
        OptionRow("images in a registry, with the attributes of the exporter", ["--output", "--push"]) { bench in
            let name = bench.image("exported")
            try bench.build(
                [
                    "--provenance=false", "-o",
                    "type=registry,\"name=\(name):a,\(name):b\",compression=zstd,force-compression=true",
                ], "FROM scratch\nCOPY hello /\n")
            #expect(try bench.registry.tags("exported") == ["a", "b"])
            #expect(
                try bench.registry.stored("a", "exported").layers?.map(\.mediaType)
                    == ["application/vnd.oci.image.layer.v1.tar+zstd"])
            try bench.build([
                "--provenance=false", "-t", "\(name):c", "--push", "-o", "type=image,push=false,oci-mediatypes=false",
            ])
            #expect(
                try bench.registry.stored("c", "exported").mediaType
                    == "application/vnd.docker.distribution.manifest.v2+json")
            // Neither writes anything there.
            try bench.build(["-t", "\(name):d", "-o", "type=cacheonly"])
            #expect(try bench.build(["-t", "\(name):d"]).error.contains("add --push"))
            #expect(try bench.registry.tags("exported") == ["a", "b", "c"])
        },
        OptionRow("files about the image", ["--metadata-file", "--iidfile", "--quiet"]) { bench in
            let run = try bench.build(
                [
                    "-q", "-t", bench.image("described:1"), "--push", "--provenance=false", "--iidfile",
                    bench.path("id"), "--metadata-file=\(bench.path("metadata"))", "--digest-file",
                    bench.path("digest"),
                ], "FROM scratch\nCOPY hello /\n")
            let (digest, id) = (try Files.read(bench.path("digest")), try Files.read(bench.path("id")))
            #expect(run.output == "\(id)\n" && run.error == "", "\(run.error)")
            let manifest = try bench.registry.stored(digest, "described")
            #expect(manifest.config?.digest == id)
            let metadata = try JSONDecoder().decode(Metadata.self, from: Data(Files.read(bench.path("metadata")).utf8))
            #expect(
                metadata == Metadata(digest: digest, configDigest: id, name: bench.image("described:1")))
            // An index has no configuration; what fails has no id, and says why.
            let index = try bench.build([
                "--quiet", "-t", bench.image("described:2"), "--push", "--provenance=true", "--digest-file",
                bench.path("digest"),
            ])
            #expect(index.output == "\(try Files.read(bench.path("digest")))\n" && index.error == "", "\(index.error)")
            let failed = try bench.build(
                ["-q", "--iidfile", bench.path("id")], "FROM scratch\nCOPY nothing /\n", endsWith: 1)
            #expect(failed.output == "" && failed.error.contains("\nOutcome: build fault"), "\(failed.error)")
            #expect(FileTree.names(in: bench.sandbox.home).contains("id") == false)
        },
    ]

    private struct Metadata: Decodable, Equatable {
        let digest: String
        let configDigest: String
        let name: String

        enum CodingKeys: String, CodingKey {
            case digest = "containerimage.digest"
            case configDigest = "containerimage.config.digest"
            case name = "image.name"
        }
    }

    private static func listing(_ bench: ImageBench, _ archive: String) throws -> [String] {
        let run = try bench.sandbox.start([try Tools.require("tar"), "-tf", bench.path(archive)])
        #expect(try run.wait() == .exited(0), "\(archive): \(run.error)")
        return run.output.split(separator: "\n").map(String.init)
    }
}
