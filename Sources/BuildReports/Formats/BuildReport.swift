/// A report of finished builds, for GitLab or for people. Each format is a file of its own.
package protocol BuildReport: SendableMetatype {
    /// - Parameter builds: all of one call, in their order, whether they succeeded or not.
    static func render(_ builds: [BuildRecord], for project: GitLabProject) -> RenderedReport
}

package struct RenderedReport: Equatable, Sendable {
    /// All of the file.
    package var text: String
    /// What had to be left out of it, in sentences for people.
    package var notes: [String] = []
}

/// What GitLab's variables say about the project in whose job the build ran; outside of a job there is nothing.
package struct GitLabProject: Equatable, Sendable {
    /// `CI_PROJECT_URL`
    package let url: String?
    /// `CI_REGISTRY`
    package let registry: String?
    /// `CI_REGISTRY_IMAGE`
    package let registryImage: String?

    package init(environment: [String: String]) {
        func variable(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        url = variable("CI_PROJECT_URL")
        registry = variable("CI_REGISTRY")
        registryImage = variable("CI_REGISTRY_IMAGE")
    }
}
