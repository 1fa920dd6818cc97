package import BuildKit
package import Diagnostics
package import GitLabCI

/// `image` of a job, or that of a service. A class, since every rule asks for it.
package final class LintedImage {
    package let nameSpan: SourceSpan
    /// The whole value: a name, or a map.
    package let value: ConfigValue
    private let known: ImageName

    init?(_ value: ConfigValue, of job: LintedJob) {
        guard let nameValue = value.string == nil ? value["name"] : value, let name = nameValue.string else {
            return nil
        }
        self.value = value
        nameSpan = nameValue.span
        known = job.imageName(name)
    }

    /// `entrypoint` of the map form; an empty list or `[""]` both mean that none runs.
    package var entrypoint: ConfigValue? { value["entrypoint"].flatMap { $0.isNull ? nil : $0 } }

    /// Whether the repository is one of these, in whatever registry or mirror.
    package func isRepository(_ names: String...) -> Bool { known.isRepository(names) }

    // MARK: What the name says, see `ImageName`

    /// The name as it is written, with variables.
    package var name: String { known.written }
    package var expandedName: String? { known.expanded }
    package var reference: ImageReference? { known.reference }
    package var repository: String { known.repository }
    package var tag: String? { known.tag }
    package var isBuildKit: Bool { known.isBuildKit }
    package var isRootlessBuildKit: Bool { known.isRootlessBuildKit }
    package var isKaniko: Bool { known.isKaniko }
    package var isDocker: Bool { known.isDocker }
    package var isDockerInDocker: Bool { known.isDockerInDocker }
}
