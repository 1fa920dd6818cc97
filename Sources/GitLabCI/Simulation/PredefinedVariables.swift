/// The variables that GitLab sets itself and that rules can see.
///
/// Which of them are set in which pipelines, and that those of jobs only (such as `CI_JOB_ID`) are not there for rules,
/// is documented at https://docs.gitlab.com/ci/variables/predefined_variables/.
package struct PredefinedVariables {
    private(set) var values: [String: String]
    /// Set by GitLab, to values that nobody can know here.
    private(set) var unknown: Set<String>
    /// Set by GitLab over the variables of the file.
    static let ofUser: Set<String> = [
        "GITLAB_USER_EMAIL", "GITLAB_USER_ID", "GITLAB_USER_LOGIN", "GITLAB_USER_NAME",
    ]
    /// Variables that a pipeline has or has not, which depends on the project and not on the event.
    static let optional: Set<String> = [
        "CI_DEPLOY_FREEZE", "CI_KUBERNETES_ACTIVE", "CI_OPEN_MERGE_REQUESTS", "CI_GITLAB_FIPS_MODE",
        "CI_HAS_OPEN_REQUIREMENTS", "CI_DEBUG_TRACE", "CI_DEBUG_SERVICES",
    ]

    /// Stands for a commit; what counts is that there is one.
    private static let someCommit = "1111111111111111111111111111111111111111"
    private static let noCommit = "0000000000000000000000000000000000000000"

    init(_ request: SimulationRequest) {
        values = ["CI": "true", "GITLAB_CI": "true"]
        unknown = Self.ofServer.union(Self.ofCommit)
        setCommit(request)
        setProject(request.project)
        if request.isTag {
            values["CI_COMMIT_TAG"] = request.ref
            unknown.formUnion(["CI_COMMIT_TAG_MESSAGE", "CI_RELEASE_DESCRIPTION"])
        }
        if let mergeRequest = request.mergeRequest { setMergeRequest(mergeRequest, request) }
        switch request.source {
        case .schedule: unknown.insert("CI_PIPELINE_SCHEDULE_DESCRIPTION")
        case .chat: unknown.formUnion(["CHAT_CHANNEL", "CHAT_INPUT", "CHAT_USER_ID"])
        case .trigger:
            values["CI_PIPELINE_TRIGGERED"] = "true"
            unknown.formUnion(["CI_TRIGGER_SHORT_TOKEN", "TRIGGER_PAYLOAD"])
        case .externalPullRequest: setExternalPullRequest(request)
        default: break
        }
    }

    /// The variables that `include` may use, as far as they are known
    /// (https://docs.gitlab.com/ci/yaml/includes/#use-variables-with-include).
    package static func forLoading(_ request: SimulationRequest) -> [String: String] {
        PredefinedVariables(request).values.merging(request.variables) { $1 }
    }

    private mutating func setCommit(_ request: SimulationRequest) {
        values["CI_PIPELINE_SOURCE"] = request.source.rawValue
        values["CI_PIPELINE_IID"] = "1"
        values["CI_COMMIT_SHA"] = Self.someCommit
        values["CI_COMMIT_SHORT_SHA"] = String(Self.someCommit.prefix(8))
        let isUpdate = request.source == .push && request.hasChanges && request.mergeRequest == nil
        values["CI_COMMIT_BEFORE_SHA"] = isUpdate ? Self.someCommit : Self.noCommit
        values["CI_COMMIT_REF_NAME"] = request.ref
        values["CI_COMMIT_REF_SLUG"] = Self.slug(request.ref)
        values["CI_COMMIT_REF_PROTECTED"] = String(request.isProtected)
        values["CI_DEFAULT_BRANCH"] = request.defaultBranch
        values["CI_DEFAULT_BRANCH_SLUG"] = Self.slug(request.defaultBranch)
        if request.isForBranch { values["CI_COMMIT_BRANCH"] = request.ref }
    }

    private mutating func setProject(_ path: String?) {
        guard let path, let slash = path.lastIndex(of: "/") else {
            unknown.formUnion(Self.ofProject)
            return
        }
        let namespace = String(path[..<slash])
        values["CI_PROJECT_PATH"] = path
        values["CI_PROJECT_PATH_SLUG"] = Self.slug(path)
        values["CI_PROJECT_NAME"] = String(path[path.index(after: slash)...])
        values["CI_PROJECT_NAMESPACE"] = namespace
        values["CI_PROJECT_ROOT_NAMESPACE"] = String(namespace.prefix { $0 != "/" })
    }

    /// Numbers and commits are only there to be there.
    private mutating func setMergeRequest(
        _ mergeRequest: SimulationRequest.MergeRequest, _ request: SimulationRequest
    ) {
        let prefix = "CI_MERGE_REQUEST_"
        values[prefix + "EVENT_TYPE"] = "detached"
        values[prefix + "ID"] = "1"
        values[prefix + "IID"] = "1"
        values[prefix + "REF_PATH"] = "refs/merge-requests/1/head"
        values[prefix + "DIFF_ID"] = "1"
        values[prefix + "DIFF_BASE_SHA"] = Self.someCommit
        values[prefix + "SOURCE_BRANCH_NAME"] = mergeRequest.sourceBranch
        values[prefix + "TARGET_BRANCH_NAME"] = mergeRequest.targetBranch
        // Only pipelines for merged results have these.
        values[prefix + "SOURCE_BRANCH_SHA"] = ""
        values[prefix + "TARGET_BRANCH_SHA"] = ""
        for (name, path) in [("PROJECT_PATH", request.project), ("SOURCE_PROJECT_PATH", request.project)] {
            if let path { values[prefix + name] = path } else { unknown.insert(prefix + name) }
        }
        values["CI_OPEN_MERGE_REQUESTS"] = (request.project ?? "group/project") + "!1"
        for name in [
            "APPROVED", "ASSIGNEES", "DESCRIPTION", "DESCRIPTION_IS_TRUNCATED", "LABELS", "MILESTONE", "PROJECT_ID",
            "PROJECT_URL", "SOURCE_BRANCH_PROTECTED", "SOURCE_PROJECT_ID", "SOURCE_PROJECT_URL", "SQUASH_ON_MERGE",
            "TARGET_BRANCH_PROTECTED", "TITLE", "DRAFT",
        ] {
            unknown.insert(prefix + name)
        }
    }

    private mutating func setExternalPullRequest(_ request: SimulationRequest) {
        let prefix = "CI_EXTERNAL_PULL_REQUEST_"
        values[prefix + "IID"] = "1"
        values[prefix + "SOURCE_BRANCH_NAME"] = request.ref
        values[prefix + "SOURCE_BRANCH_SHA"] = Self.someCommit
        values[prefix + "TARGET_BRANCH_NAME"] = request.defaultBranch
        values[prefix + "TARGET_BRANCH_SHA"] = Self.someCommit
        unknown.formUnion([prefix + "SOURCE_REPOSITORY", prefix + "TARGET_REPOSITORY"])
    }

    /// Lower case, everything but letters and digits as `-`, at most 63 bytes, no `-` at the ends.
    static func slug(_ text: String) -> String {
        var bytes = text.lowercased().unicodeScalars.map { scalar -> UInt8 in
            switch scalar {
            case "a"..."z", "0"..."9": UInt8(truncatingIfNeeded: scalar.value)
            default: UInt8(ascii: "-")
            }
        }[...].prefix(63)
        while bytes.first == UInt8(ascii: "-") { bytes.removeFirst() }
        while bytes.last == UInt8(ascii: "-") { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let ofCommit: Set<String> = [
        "CI_COMMIT_AUTHOR", "CI_COMMIT_DESCRIPTION", "CI_COMMIT_MESSAGE", "CI_COMMIT_MESSAGE_IS_TRUNCATED",
        "CI_COMMIT_TIMESTAMP", "CI_COMMIT_TITLE", "CI_PIPELINE_CREATED_AT", "CI_PIPELINE_NAME",
    ]

    private static let ofProject: Set<String> = [
        "CI_PROJECT_PATH", "CI_PROJECT_PATH_SLUG", "CI_PROJECT_NAME", "CI_PROJECT_NAMESPACE",
        "CI_PROJECT_ROOT_NAMESPACE",
    ]

    private static let ofServer: Set<String> = [
        "CI_API_GRAPHQL_URL", "CI_API_V4_URL", "CI_CONFIG_PATH", "CI_DEPENDENCY_PROXY_DIRECT_GROUP_IMAGE_PREFIX",
        "CI_DEPENDENCY_PROXY_GROUP_IMAGE_PREFIX", "CI_DEPENDENCY_PROXY_SERVER", "CI_PAGES_DOMAIN", "CI_PAGES_URL",
        "CI_PROJECT_CLASSIFICATION_LABEL", "CI_PROJECT_DESCRIPTION", "CI_PROJECT_ID", "CI_PROJECT_NAMESPACE_ID",
        "CI_PROJECT_REPOSITORY_LANGUAGES", "CI_PROJECT_TITLE", "CI_PROJECT_URL", "CI_PROJECT_VISIBILITY",
        "CI_REGISTRY", "CI_REGISTRY_IMAGE", "CI_SERVER_FQDN", "CI_SERVER_HOST", "CI_SERVER_NAME", "CI_SERVER_PORT",
        "CI_SERVER_PROTOCOL", "CI_SERVER_REVISION", "CI_SERVER_SHELL_SSH_HOST", "CI_SERVER_SHELL_SSH_PORT",
        "CI_SERVER_URL", "CI_SERVER_VERSION", "CI_SERVER_VERSION_MAJOR", "CI_SERVER_VERSION_MINOR",
        "CI_SERVER_VERSION_PATCH", "CI_TEMPLATE_REGISTRY_HOST", "GITLAB_FEATURES",
    ]
}
