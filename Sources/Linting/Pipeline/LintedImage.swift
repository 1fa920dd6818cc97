package import BuildKit
package import Diagnostics
package import GitLabCI

/// `image` of a job, or that of a service.
package struct LintedImage {
    /// The name as it is written, with variables.
    package let name: String
    package let nameSpan: SourceSpan
    /// The whole value: a name, or a map.
    package let value: ConfigValue
    /// The name with the file's variables put in; nil when others are in it.
    package let expandedName: String?
    /// Nil when the name depends on unknown variables, or is none.
    package let reference: ImageReference?

    init?(_ value: ConfigValue, of job: LintedJob) {
        guard let nameValue = value.string == nil ? value["name"] : value, let name = nameValue.string else {
            return nil
        }
        self.value = value
        self.name = name
        nameSpan = nameValue.span
        expandedName = job.expanded(name)
        reference = expandedName.flatMap { try? ImageReference($0) }
    }

    /// `entrypoint` of the map form; an empty list or `[""]` both mean that none runs.
    package var entrypoint: ConfigValue? { value["entrypoint"].flatMap { $0.isNull ? nil : $0 } }

    /// The name without tag and digest as far as it is known: `moby/buildkit` of `mirror.example.com/moby/buildkit:v1`
    /// ends with it whatever registry stands before it.
    package var repository: String {
        if let reference { return reference.repository }
        let bare = name.split(separator: "@").first.map(String.init) ?? name
        guard let colon = bare.lastIndex(of: ":"), !bare[colon...].contains("/") else { return bare }
        return String(bare[..<colon])
    }

    /// The tag, also of a name that begins with an unknown variable; nil where it is not written or not known.
    package var tag: String? {
        if let reference { return reference.tag }
        let bare = name.split(separator: "@").first.map(String.init) ?? name
        guard let colon = bare.lastIndex(of: ":"), !bare[colon...].contains("/"), !bare[colon...].contains("$") else {
            return nil
        }
        return String(bare[bare.index(after: colon)...])
    }

    /// Whether the repository is this one, in whatever registry or mirror.
    package func isRepository(_ names: String...) -> Bool {
        let repository = repository
        return names.contains { name in
            guard repository.hasSuffix(name) else { return false }
            let before = repository.utf8.dropLast(name.utf8.count).last
            return before == nil || before == UInt8(ascii: "/")
        }
    }

    /// The official image with buildkitd, buildctl and the daemonless script.
    package var isBuildKit: Bool { isRepository("moby/buildkit") }
    /// The variant of it that runs as user 1000.
    package var isRootlessBuildKit: Bool { isBuildKit && (tag?.hasSuffix("rootless") ?? false) }
    package var isKaniko: Bool {
        isRepository("kaniko-project/executor", "kaniko/executor", "kaniko", "kaniko-project/warmer")
    }
    /// An image of a Docker daemon.
    package var isDockerInDocker: Bool {
        isRepository("library/docker", "docker") && (tag?.contains("dind") ?? false)
    }
}
