package import BuildKit
import Diagnostics

/// The name of an image, and what it says. Rules ask for it again and again, and most jobs share a few images: the pipeline
/// keeps one for each name.
package final class ImageName {
    /// The name as it is written, with variables.
    package let written: String
    /// With the file's variables put in; nil when others are in it.
    package let expanded: String?
    /// Nil when the name depends on unknown variables, or is none.
    package let reference: ImageReference?
    /// The name without tag and digest as far as it is known: `moby/buildkit` of `mirror.example.com/moby/buildkit:v1`
    /// ends with it whatever registry stands before it.
    package let repository: String
    /// The tag, also of a name that begins with an unknown variable; nil where it is not written or not known.
    package let tag: String?

    /// The official image with buildkitd, buildctl and the daemonless script.
    package private(set) lazy var isBuildKit = isRepository(["moby/buildkit"])
    /// The variant of it that runs as user 1000.
    package private(set) lazy var isRootlessBuildKit = isBuildKit && (tag?.hasSuffix("rootless") ?? false)
    package private(set) lazy var isKaniko =
        isRepository(["kaniko-project/executor", "kaniko/executor", "kaniko", "kaniko-project/warmer"])
    /// An image of a Docker daemon.
    package private(set) lazy var isDockerInDocker = isDocker && (tag?.contains(utf8: "dind") ?? false)
    /// Docker's own image, with the client or the daemon.
    package private(set) lazy var isDocker = isRepository(["library/docker", "docker"])

    init(_ written: String, expanded: String?) {
        self.written = written
        self.expanded = expanded
        reference = expanded.flatMap { try? ImageReference($0) }
        if let reference {
            (repository, tag) = (reference.repository, reference.tag)
        } else {
            (repository, tag) = Self.parts(of: written)
        }
    }

    /// The repository and the tag of a name with variables that are not known.
    private static func parts(of name: String) -> (repository: String, tag: String?) {
        let bare = name.split(separator: "@").first.map(String.init) ?? name
        guard let colon = bare.lastIndex(of: ":"), !bare[colon...].contains("/") else { return (bare, nil) }
        let tag = String(bare[bare.index(after: colon)...])
        return (String(bare[..<colon]), tag.contains(utf8: "$") ? nil : tag)
    }

    /// Whether the repository is one of these, in whatever registry or mirror.
    func isRepository(_ names: [String]) -> Bool {
        names.contains { name in
            guard repository.hasSuffix(name) else { return false }
            let before = repository.utf8.dropLast(name.utf8.count).last
            return before == nil || before == UInt8(ascii: "/")
        }
    }
}
