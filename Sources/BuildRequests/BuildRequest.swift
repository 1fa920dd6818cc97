import YAMLTree

/// What a user asks for: the images to build, and how. Nothing in here has been checked beyond its form.
///
/// The same from flags, from a request file, or from both; a value that is nil was not given.
package struct BuildRequest: RequestGroup {
    package var mode: Mode?
    package var runner: Runner?
    package var builder = BuilderSettings()
    package var registries = RegistrySettings()
    /// What all images share.
    package var defaults = ImageSettings()
    package var images: [ImageSettings]?

    package init() {}

    package static let standardRunner = Runner.stock

    package static let keys: [RequestKey<BuildRequest>] =
        [
            RequestKey("mode", \.mode, flag: "MODE", "where the daemon that builds runs"),
            RequestKey(
                "runner", \.runner, standard: standardRunner, flag: "--runner",
                "what starts the daemon or waits for it: what the public moby/buildkit image holds, or buildkit-run"),
            RequestKey("builder", group: \.builder, "the daemon and the job's image"),
        ] + RegistrySettings.keys.map { $0.lifted(by: \.registries) } + [
            RequestKey("defaults", group: \.defaults, "what all images share; every key of an image"),
            RequestKey(
                "images", \.images, otherwise: "one image of the defaults", "the images, each with its own keys"),
        ]

    /// Every key with its meaning and its default, those of images under `images[]`.
    package static var table: [RequestKeyDescription] {
        keys.filter { $0.name != "defaults" }.flatMap { $0.descriptions() }
            + ImageSettings.keys.flatMap { $0.descriptions(below: "images[]") }
    }

    /// The images, each with what it shares filled in.
    package var completeImages: [ImageSettings] {
        (images ?? [ImageSettings()]).map { $0.over(defaults) }
    }

    /// The text of the request file that says the same.
    package var text: String {
        guard case .mapping(let entries) = written else { return "" }
        return YAMLWriter.document(
            header: "What to build. Read by \"buildkit-ci generate --from \(RequestFile.name)\".", entries)
    }

    /// Where the daemon that builds runs.
    package enum Mode: String, RequestChoice {
        /// In the job's own container, started for the one build.
        case daemonless
        /// In a container beside the job's, as an entry of `services:`.
        case service
        /// On a machine of its own, reached by TCP.
        case remote
        /// In a Kubernetes cluster, reached through its API or by the name of a service.
        case kubernetes
    }

    /// What starts the daemon or waits for it.
    package enum Runner: String, RequestChoice {
        /// What the moby/buildkit image holds: `buildctl-daemonless.sh` and `buildctl`.
        case stock
        /// Our own `buildkit-run`, which the job's image must hold.
        case buildkitRun = "buildkit-run"
    }
}
