/// All that the loader knows of the world.
package struct LoadingEnvironment: Sendable {
    package var files: any ProjectFiles
    package var fetcher: any IncludeFetcher
    /// Variables that `include` may use: GitLab's predefined ones and those of the project.
    package var variables: [String: String]
    /// Whether `CI_SERVER_FQDN` and `CI_PROJECT_PATH` are those of the project, and not merely likely.
    package var isServerKnown: Bool

    /// - Parameter variables: come over the defaults for the server, the project and the commit.
    package init(
        files: any ProjectFiles, fetcher: any IncludeFetcher = OfflineFetcher(), variables: [String: String] = [:],
        isServerKnown: Bool = false
    ) {
        self.files = files
        self.fetcher = fetcher
        self.variables = Self.defaults.merging(variables) { $1 }
        self.isServerKnown = isServerKnown
    }

    /// Enough for a component project that includes its own components.
    private static let defaults = [
        "CI_SERVER_FQDN": "gitlab.com", "CI_SERVER_HOST": "gitlab.com", "CI_PROJECT_PATH": "group/project",
        "CI_COMMIT_SHA": "0000000000000000000000000000000000000000",
    ]
}
