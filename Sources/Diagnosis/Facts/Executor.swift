package import BuildKit

/// What runs the job: it decides which settings can help.
package enum Executor: String, CaseIterable, Sendable {
    case docker
    case kubernetes
    /// The job's commands run on a machine as they are.
    case shell
    case unknown

    package var words: String {
        switch self {
        case .docker: "a Docker container"
        case .kubernetes: "a Kubernetes pod"
        case .shell: "the shell of a machine"
        case .unknown: "unknown"
        }
    }

    /// Whether somebody with this executor has such a place.
    package func has(_ place: RemedySetting.Place) -> Bool {
        switch place {
        case .dockerRunner: self == .docker || self == .unknown
        case .kubernetesRunner: self == .kubernetes || self == .unknown
        case .host, .job, .option, .jobImage, .dockerfile, .daemonConfiguration: true
        }
    }

    /// The signs by which it is told.
    package struct Signs: Equatable, Sendable {
        package var environment: [String: String]
        /// The text of `/proc/self/cgroup`.
        package var cgroup: String
        /// Of the files `/.dockerenv`, `/run/.containerenv` and `/var/run/secrets/kubernetes.io` those that exist.
        package var files: Set<String>

        package init(environment: [String: String], cgroup: String, files: Set<String>) {
            self.environment = environment
            self.cgroup = cgroup
            self.files = files
        }
    }

    package static let telltaleFiles = ["/.dockerenv", "/run/.containerenv", "/var/run/secrets/kubernetes.io"]

    /// The executor, and by what it is known.
    package static func detect(_ signs: Signs) -> (executor: Executor, reason: String) {
        let isTrue = { (name: String) in ["true", "1", "yes"].contains(signs.environment[name]?.lowercased() ?? "") }
        // GitLab sets it for the executors shell and ssh, wherever their machine may be.
        if isTrue("CI_SHARED_ENVIRONMENT") { return (.shell, "CI_SHARED_ENVIRONMENT is \"true\"") }
        if let host = signs.environment["KUBERNETES_SERVICE_HOST"], !host.isEmpty {
            return (.kubernetes, "KUBERNETES_SERVICE_HOST is set")
        }
        if signs.files.contains("/var/run/secrets/kubernetes.io") {
            return (.kubernetes, "/var/run/secrets/kubernetes.io exists")
        }
        if signs.cgroup.contains("kubepods") { return (.kubernetes, "the cgroup is one of kubepods") }
        for file in ["/.dockerenv", "/run/.containerenv"] where signs.files.contains(file) {
            return (.docker, "\(file) exists")
        }
        if signs.cgroup.contains("/docker/") || signs.cgroup.contains("/docker-") {
            return (.docker, "the cgroup is one of Docker's")
        }
        return (.unknown, "no variable, file or cgroup tells")
    }
}
