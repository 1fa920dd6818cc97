import BuildKit
import Testing

@Suite struct BuildMetadataTests {
    @Test func readsDigestsAndNames() throws {
        let metadata = try #require(
            BuildMetadata(
                parsing: """
                    {"containerimage.config.digest": "sha256:c", "containerimage.digest": "sha256:m",
                     "containerimage.descriptor": {"mediaType": "application/vnd.oci.image.manifest.v1+json", "size": 1230},
                     "image.name": "r.example/app:1,r.example/app:latest"}
                    """))
        #expect(metadata.digest == "sha256:m")
        #expect(metadata.configDigest == "sha256:c")
        #expect(metadata.mediaType == "application/vnd.oci.image.manifest.v1+json")
        #expect(metadata.size == 1230)
        #expect(metadata.names == ["r.example/app:1", "r.example/app:latest"])
    }

    @Test func aBuildWithoutImageHasNothingToTell() throws {
        let metadata = try #require(BuildMetadata(parsing: "{}"))
        #expect(metadata.digest == nil && metadata.names.isEmpty)
        #expect(BuildMetadata(parsing: "[]") == nil)
        #expect(BuildMetadata(parsing: "") == nil)
    }
}
