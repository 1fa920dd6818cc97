import ArgumentParser
import BuildRequests

/// What the image is built from and how.
struct BuildInputOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The directory that the build sees. (default: .)", valueName: "path")) var context:
        String?
    @Option(help: ArgumentHelp("The Dockerfile. (default: Dockerfile in the context)", valueName: "path"))
    var dockerfile: String?
    @Option(help: ArgumentHelp("The stage to build. (default: the last)", valueName: "stage")) var target: String?
    @Option(help: ArgumentHelp("A build argument; never for secrets.", valueName: "name=value"))
    var buildArg: [NamedOption] = []
    @Option(
        help: ArgumentHelp("A secret, from a CI/CD variable or a file.", valueName: "id=name,env=variable|src=file"))
    var secret: [SecretSource] = []
    @Option(help: ArgumentHelp("A key of RUN --mount=type=ssh.", valueName: "id=file")) var ssh: [String] = []
    @Option(
        help: ArgumentHelp(
            "Platforms such as linux/amd64,linux/arm64. (default: that of the builder)", valueName: "list"))
    var platform: [ListOption<String>] = []
    @Option(
        help: ArgumentHelp(
            "How several platforms are built: in one job, or each on a runner of its own. (default: emulated)",
            valueName: "how"))
    var multiPlatform: BuildInputs.MultiPlatform?
    @Option(
        help: ArgumentHelp(
            "For native builds, a tag of the runner of a platform. (default: the architecture)",
            valueName: "platform=tag"))
    var platformRunnerTag: [NamedOption] = []
    @Option(help: ArgumentHelp("The provenance attestation. (default: none)", valueName: "mode"))
    var provenance: BuildInputs.Provenance?
    @Flag(inversion: .prefixedNo, help: "Attach an SBOM.") var sbom: Bool?
    @Option(help: ArgumentHelp("The image that makes the SBOM.", valueName: "ref")) var sbomGenerator: String?

    var settings: BuildInputs {
        var settings = BuildInputs()
        settings.context = context
        settings.dockerfile = dockerfile
        settings.target = target
        settings.buildArguments = buildArg.map
        settings.secrets = secret.given
        settings.ssh = ssh.given
        settings.platforms = platform.flatMap(\.elements).given
        settings.multiPlatform = multiPlatform
        settings.platformRunnerTags = platformRunnerTag.lists
        settings.provenance = provenance
        settings.sbom = sbom
        settings.sbomGenerator = sbomGenerator
        return settings
    }
}
