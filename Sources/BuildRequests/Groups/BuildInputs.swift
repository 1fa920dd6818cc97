/// What an image is built from and how.
package struct BuildInputs: RequestGroup {
    package var context: String?
    package var dockerfile: String?
    package var target: String?
    package var buildArguments: NamedValues<String>?
    package var secrets: [SecretSource]?
    package var ssh: [String]?
    package var platforms: [String]?
    package var multiPlatform: MultiPlatform?
    package var platformRunnerTags: NamedValues<[String]>?
    package var provenance: Provenance?
    package var sbom: Bool?
    package var sbomGenerator: String?

    package init() {}

    package static let standardContext = "."
    package static let standardMultiPlatform = MultiPlatform.emulated
    package static let standardProvenance = Provenance.none

    package static let keys: [RequestKey<BuildInputs>] = [
        RequestKey(
            "context", \.context, standard: standardContext, flag: "--context", "the directory that the build sees"),
        RequestKey(
            "dockerfile", \.dockerfile, otherwise: "Dockerfile in the context", flag: "--dockerfile", "the Dockerfile"),
        RequestKey("target", \.target, otherwise: "the last", flag: "--target", "the stage to build"),
        RequestKey(
            "build-args", \.buildArguments, flag: "--build-arg",
            "build arguments; never for secrets, since they are recorded in the image"),
        RequestKey(
            "secrets", \.secrets, flag: "--secret",
            "secrets of RUN --mount=type=secret, from a CI/CD variable or a file"),
        RequestKey("ssh", \.ssh, flag: "--ssh", "agents or keys of RUN --mount=type=ssh: default, or id=key file"),
        RequestKey(
            "platforms", \.platforms, otherwise: "that of the builder", flag: "--platform",
            "platforms such as linux/amd64; several make an index"),
        RequestKey(
            "multi-platform", \.multiPlatform, standard: standardMultiPlatform, flag: "--multi-platform",
            "how several platforms are built: emulated in one job, or each on a runner of its own and then merged"),
        RequestKey(
            "platform-runner-tags", \.platformRunnerTags, otherwise: "the architecture, such as arm64",
            flag: "--platform-runner-tag", "for native builds, the tags of the runner of each platform"),
        RequestKey(
            "provenance", \.provenance, standard: standardProvenance, flag: "--provenance",
            "the provenance attestation, which makes the image an index"),
        RequestKey("sbom", \.sbom, standard: false, flag: "--sbom", "whether an SBOM is attached"),
        RequestKey(
            "sbom-generator", \.sbomGenerator, otherwise: "BuildKit's own", flag: "--sbom-generator",
            "the image that makes the SBOM"),
    ]

    /// How an image for several platforms comes about.
    package enum MultiPlatform: String, RequestChoice {
        /// One job; foreign platforms run under QEMU.
        case emulated
        /// One job for each platform on a runner of its kind, and one that joins the results.
        case native
    }

    /// How much the provenance attestation tells (BuildKit docs, `slsa-provenance.md`).
    package enum Provenance: String, RequestChoice {
        case none, min, max
    }
}
