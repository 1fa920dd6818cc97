/// The environment variables that `buildkit-run` reads.
package enum RunnerVariable: String, CaseIterable, Sendable {
    // Those of `buildctl-daemonless.sh`.
    case buildctl = "BUILDCTL"
    case buildkitd = "BUILDKITD"
    case buildkitdFlags = "BUILDKITD_FLAGS"
    case rootlesskit = "ROOTLESSKIT"
    case connectRetriesMax = "BUILDCTL_CONNECT_RETRIES_MAX"
    // Those of `buildctl` and the system.
    case buildkitHost = "BUILDKIT_HOST"
    case xdgRuntimeDir = "XDG_RUNTIME_DIR"
    case temporaryDirectory = "TMPDIR"
    // Our own: each equals the option of the same name.
    case addr = "BUILDKIT_RUN_ADDR"
    case tlsDir = "BUILDKIT_RUN_TLSDIR"
    case tlsCACert = "BUILDKIT_RUN_TLSCACERT"
    case tlsCert = "BUILDKIT_RUN_TLSCERT"
    case tlsKey = "BUILDKIT_RUN_TLSKEY"
    case tlsServerName = "BUILDKIT_RUN_TLSSERVERNAME"
    case readyTimeout = "BUILDKIT_RUN_READY_TIMEOUT"
    case stopTimeout = "BUILDKIT_RUN_STOP_TIMEOUT"
    case stateDir = "BUILDKIT_RUN_STATE_DIR"
    case daemonLog = "BUILDKIT_RUN_DAEMON_LOG"
    case explain = "BUILDKIT_RUN_EXPLAIN"
    case quiet = "BUILDKIT_RUN_QUIET"
    case retries = "BUILDKIT_RUN_RETRIES"
    // Registries: those of Docker's client, and sets of three with any name in the place of `<NAME>`.
    case dockerConfig = "DOCKER_CONFIG"
    case dockerAuthConfig = "DOCKER_AUTH_CONFIG"
    case registryHost = "BUILDKIT_RUN_REGISTRY_<NAME>_HOST"
    case registryUser = "BUILDKIT_RUN_REGISTRY_<NAME>_USER"
    case registryPassword = "BUILDKIT_RUN_REGISTRY_<NAME>_PASSWORD"

    /// One line for help texts and the README.
    package var summary: String {
        switch self {
        case .buildctl: "the client to run instead of buildctl, split into words as a shell does"
        case .buildkitd: "the daemon to run instead of buildkitd, split into words"
        case .buildkitdFlags: "options for the daemon, split into words; quotes work, nothing is expanded"
        case .rootlesskit: "what starts the daemon for a user other than root, split into words"
        case .connectRetriesMax: "how often the stock script tries; here a lower bound of the start limit"
        case .buildkitHost: "the address of a builder that runs already: no daemon is started"
        case .xdgRuntimeDir: "where a user's sockets live; made when it is unset or missing"
        case .temporaryDirectory: "where the run keeps its socket, if the path is short enough"
        case .addr: "as --addr"
        case .tlsDir: "as --tlsdir"
        case .tlsCACert: "as --tlscacert"
        case .tlsCert: "as --tlscert"
        case .tlsKey: "as --tlskey"
        case .tlsServerName: "as --tlsservername"
        case .readyTimeout: "as --ready-timeout"
        case .stopTimeout: "as --stop-timeout"
        case .stateDir: "as --state-dir"
        case .daemonLog: "as --daemon-log"
        case .explain: "as --explain (1, true or yes)"
        case .quiet: "as --quiet (1, true or yes)"
        case .retries: "as --retries of image"
        case .dockerConfig: "the directory of config.json with the credentials of registries (default: ~/.docker)"
        case .dockerAuthConfig: "credentials of registries, as GitLab Runner takes them"
        case .registryHost: "a registry to log in to, such as docker.io"
        case .registryUser: "its user"
        case .registryPassword: "its password or token"
        }
    }
}
