extension KnownFailure {
    /// A registry refuses the credentials, or had none.
    package static let access: [KnownFailure] = [
        KnownFailure(
            "scope", .notAuthorised, [["insufficient_scope: authorization failed"]],
            cause:
                "the registry's token does not allow this repository: wrong or missing credentials, or layers that are "
                + "mounted from a project which this CI_JOB_TOKEN may not read",
            remedy:
                "check the login (buildkit-run login --check IMAGE); add the project to the other's job token allowlist, or "
                + "use a builder for each project",
            link: "https://github.com/moby/buildkit/issues/5883", settings: [login]),
        KnownFailure(
            "anonymous", .notAuthorised, [["failed to fetch anonymous token"]],
            cause: "the client found no credentials for this registry and asked anonymously",
            remedy: "log in with the key that the client looks for, https://index.docker.io/v1/ for Docker Hub "
                + "(buildkit-run login --check IMAGE)",
            link: "https://github.com/moby/buildkit/issues/2136", settings: [login]),
        KnownFailure(
            "access-denied", .notAuthorised,
            [
                ["failed to", "401 Unauthorized"], ["failed to", "403 Forbidden"], ["no basic auth credentials"],
                ["failed to", "unauthorized: "], ["requested access to the resource is denied"],
                ["pull access denied"], ["HTTP Basic: Access denied"],
                // All that is left of a registry's answer whose words are the standard's.
                ["failed to push", ": denied"], ["failed to push", ": unauthorized"],
            ],
            cause:
                "the registry refused the request: no login for it, a wrong or expired one, or one without the right to push",
            remedy:
                "log in (buildkit-run login) and check which entry counts (buildkit-run login --check IMAGE); a "
                + "CI_JOB_TOKEN pushes only to the registry of its own project",
            link: "https://docs.gitlab.com/user/packages/container_registry/authenticate_with_container_registry/",
            settings: [login]),
    ]

    private static let login = RemedySetting(
        .job, "script:\n  - buildkit-run login\n  - buildkit-run login --check \"$CI_REGISTRY_IMAGE\"")
}
