/// What to write, and where, so that a failure does not come again: the exact lines.
package struct RemedySetting: Sendable, Equatable {
    /// Where lines are written. The raw values stand in reports.
    package enum Place: String, CaseIterable, Sendable {
        /// `config.toml` of a GitLab Runner with the Docker executor.
        case dockerRunner = "docker-runner"
        /// `config.toml` of a GitLab Runner with the Kubernetes executor.
        case kubernetesRunner = "kubernetes-runner"
        /// A command for root on the machine whose kernel the job uses.
        case host
        /// The job in `.gitlab-ci.yml`.
        case job
        /// A command line in the job's script.
        case option
        /// The Dockerfile of the image that the job runs in.
        case jobImage = "job-image"
        /// The Dockerfile that is built.
        case dockerfile
        /// The daemon's configuration file.
        case daemonConfiguration = "buildkitd.toml"

        /// Where it is, for people.
        package var words: String {
            switch self {
            case .dockerRunner: "config.toml of GitLab Runner (Docker executor)"
            case .kubernetesRunner: "config.toml of GitLab Runner (Kubernetes executor)"
            case .host: "as root on the machine that runs the job's container"
            case .job: ".gitlab-ci.yml"
            case .option: "on the command line"
            case .jobImage: "the Dockerfile of the job's image"
            case .dockerfile: "the Dockerfile that is built"
            case .daemonConfiguration: "buildkitd.toml"
            }
        }
    }

    package let place: Place
    package let lines: [String]

    package init(_ place: Place, _ lines: [String]) {
        self.place = place
        self.lines = lines
    }

    /// - Parameter text: the lines, as they are to be written.
    package init(_ place: Place, _ text: String) {
        self.init(place, text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    }

    /// Options of `buildkitd` for the whole job.
    static func daemonFlags(_ flags: String) -> RemedySetting {
        RemedySetting(.job, "variables:\n  BUILDKITD_FLAGS: \(flags)")
    }
}
