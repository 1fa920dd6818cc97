import BuildKit
import BuildRequests
import YAMLTree

/// The component `multi-platform`: a job for each of two platforms on a runner of its kind, and one that joins them.
enum MultiPlatformComponent {
    private static let platforms = ["linux/amd64", "linux/arm64"]

    static func component() throws(RequestProblems) -> Component {
        var made = BuildComponent(
            "multi-platform", mode: .daemonless,
            """
            Builds an image for \(platforms.joined(separator: " and ")), each on a runner of its kind, so that nothing is \
            emulated, and joins the two under the image's tags.
            Needs runners that let containers make user namespaces. Merge requests build and push nothing.
            """)
        made.setImage(\.inputs.platforms, to: platforms)
        made.setImage(\.inputs.multiPlatform, to: .native)
        var tags: NamedValues<[String]> = [:]
        for platform in platforms { tags[platform] = [made.addBlock(runnerTags(platform))] }
        made.setImage(\.inputs.platformRunnerTags, to: tags)
        made.addJobInputs(withMergeRules: mergeRules)
        made.addExchange(RequestInputs.image, "image", "name")
        made.addExchange(DaemonlessComponent.daemonFlags, "variables", RunnerVariable.buildkitdFlags.rawValue)
        made.addBuildInputs()
        made.addCacheInputs()
        made.addDaemonInputs()
        return try made.component()
    }

    private static func runnerTags(_ platform: String) -> ComponentInput {
        let architecture = platform.split(separator: "/").last.map(String.init) ?? platform
        return ComponentInput(
            "\(architecture)-runner-tags", .array, fallback: .flow([architecture]),
            "The tags of the runner that builds for \(platform).")
    }

    private static let mergeRules = ComponentInput(
        "merge-rules", .array, fallback: nil,
        "The rules of the job that joins the platforms: those of the others, without merge requests.")
}
