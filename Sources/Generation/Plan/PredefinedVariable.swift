import BuildRequests

/// What we know of the values of GitLab's predefined variables before a pipeline runs.
enum PredefinedVariable {
    /// A value of the right form, so that a text with variables can be checked by the grammar of its result.
    static func example(of name: String) -> String {
        switch name {
        case "CI_REGISTRY": "registry.example.com"
        case "CI_REGISTRY_IMAGE": "registry.example.com/group/project"
        case "CI_DEPENDENCY_PROXY_SERVER": "gitlab.example.com:443"
        case "CI_DEPENDENCY_PROXY_GROUP_IMAGE_PREFIX", "CI_DEPENDENCY_PROXY_DIRECT_GROUP_IMAGE_PREFIX":
            "gitlab.example.com:443/group/dependency_proxy/containers"
        case "CI_SERVER_HOST", "CI_SERVER_FQDN": "gitlab.example.com"
        default: "x"
        }
    }

    /// Whether a variable holds a branch's name as it is, where `feature/x` is common and no tag of an image.
    static func mayHoldSlash(_ name: String) -> Bool {
        [
            "CI_COMMIT_REF_NAME", "CI_COMMIT_BRANCH", "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME",
            "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
        ].contains(name)
    }

    /// Whether an image's name lies in the registry that `CI_REGISTRY_USER` and `CI_REGISTRY_PASSWORD` open.
    static func beginsWithRegistry(_ name: VariableText) -> Bool {
        name.segments.first == .variable("CI_REGISTRY") || name.segments.first == .variable("CI_REGISTRY_IMAGE")
    }
}
