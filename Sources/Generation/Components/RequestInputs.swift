import BuildKit
import BuildRequests
import YAMLTree

/// Inputs that are keys of a request: what they mean stands there.
enum RequestInputs {
    static let name = input(
        "name", fallback: text(ImageNaming.standardNames[0]), "The image to push, without tag.")
    static let tags = input(
        "tags", fallback: text(ImageNaming.standardTags.joined(separator: " ")),
        "The tags of the image, between blanks; CI/CD variables may stand in them.")
    static let push = input(
        "push", fallback: text(ImageNaming.standardPush.rawValue), options: ImageNaming.Push.allCases.map(\.rawValue))
    static let context = input("context", fallback: text(BuildInputs.standardContext))
    static let dockerfile = input(
        "dockerfile", fallback: text("Dockerfile"), "The Dockerfile, by its path from the root of the repository.")
    static let target = input("target", fallback: text(""), "The stage to build. Without one it is the last.")
    static let buildArguments = input(
        "build-args", fallback: text(""),
        "Build arguments as NAME=VALUE, between blanks; never for secrets, since they are recorded in the image.")
    static let secrets = input(
        "secrets", fallback: text(""),
        "Secrets of RUN --mount=type=secret, between blanks: id=NAME,env=VARIABLE for each, with a CI/CD variable.")
    static let labels = input(
        "labels", fallback: text(""),
        "Labels of the image as NAME=VALUE, between blanks; CI/CD variables may stand in them.")
    static let httpProxy = input("http-proxy", fallback: text(""))
    static let httpsProxy = input("https-proxy", fallback: text(""))
    static let noProxy = input("no-proxy", fallback: text(""))
    static let mirrors = input(
        "mirrors", fallback: text(""),
        "Mirrors as REGISTRY=HOST, between blanks, each registry once, such as docker.io=mirror.example.com.")
    static let certificateAuthority = input(
        "ca", fallback: text(""),
        "The certificate authority of registries: a CI/CD variable of type File, such as $CA_BUNDLE, or one that holds it."
    )
    static let platforms = input(
        "platforms", fallback: text(""),
        "Platforms such as linux/amd64,linux/arm64, built in the one job. Without any it is that of the builder.")
    static let provenance = input(
        "provenance", fallback: text(BuildInputs.standardProvenance.rawValue),
        options: BuildInputs.Provenance.allCases.map(\.rawValue))
    static let sbom = ComponentInput("sbom", .boolean, fallback: .literal("false"), meaning("sbom"))
    static let cache = input(
        "cache", fallback: text(CacheSettings.standardExport.rawValue),
        options: CacheSettings.Export.allCases.map(\.rawValue) + ["none"],
        "When build cache is written: on protected branches, always, or never; with none it is not read either.")
    static let cacheRepository = input(
        "cache-repository", fallback: text(ImageNaming.standardNames[0]),
        "The image that holds the cache, under the tag \(CacheSettings.standardTag); other branches than the default one add"
            + " their slug to the tag.")
    static let cacheScope = input(
        "cache-scope", fallback: text(CacheSettings.standardScope.rawValue),
        options: CacheSettings.Scope.allCases.map(\.rawValue),
        "branch keeps a cache for each branch and falls back to that of the default branch; shared keeps one.")
    static let image = input("image", fallback: nil)
    static let retry = ComponentInput(
        "retry", .number, fallback: nil, options: ["0", "1", "2"],
        meaning("retry"))

    private static func input(
        _ name: String, fallback: YAMLValue?, options: [String] = [], _ said: String? = nil
    ) -> ComponentInput {
        ComponentInput(name, fallback: fallback, options: options, said ?? meaning(name))
    }

    private static func text(_ text: String) -> YAMLValue { .scalar(text) }

    /// What the table of keys says of one, as a sentence.
    static func meaning(_ key: String) -> String {
        let row = BuildRequest.table.first { ["images[].\(key)", "builder.\(key)", key].contains($0.path) }
        let text = row?.meaning ?? ""
        return text.prefix(1).uppercased() + text.dropFirst() + "."
    }
}
