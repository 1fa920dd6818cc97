import Diagnostics
package import GitLabCI

/// One service of a job.
package struct LintedService {
    package let image: LintedImage
    /// The whole value: a name, or a map.
    package let value: ConfigValue

    init?(_ value: ConfigValue, of job: LintedJob) {
        guard let image = LintedImage(value, of: job) else { return nil }
        self.image = image
        self.value = value
    }

    /// The words of `alias`, which may hold several.
    package var aliases: [String] {
        (value["alias"]?.string ?? "").split { $0 == " " || $0 == "," }.map(String.init)
    }

    /// What is passed to the entrypoint, if it is written.
    package var command: [ConfigValue]? {
        value["command"].flatMap { $0.isNull ? nil : $0 }.map { $0.sequence ?? [$0] }
    }

    /// The variables of the service alone.
    package var variables: [LintedVariable] { LintedVariable.all(in: value["variables"], origin: .job) }

    /// The names under which the job can reach it: the aliases, and those that GitLab derives from the name of the image
    /// (https://docs.gitlab.com/ci/services/#accessing-the-services); nil when the name is not known.
    package var hostNames: [String]? {
        guard let name = image.expandedName else { return aliases.isEmpty ? nil : aliases }
        let bare = name.split(separator: "@").first.map(String.init) ?? name
        var path = bare
        if let colon = bare.lastIndex(of: ":"), !bare[colon...].contains("/") { path = String(bare[..<colon]) }
        // A registry's port cannot be part of a host name.
        let slash = path.firstIndex(of: "/") ?? path.endIndex
        if let colon = path[..<slash].firstIndex(of: ":") { path.removeSubrange(colon..<slash) }
        return aliases + [path.replacing("/", with: "__"), path.replacing("/", with: "-")]
    }
}
