import YAMLTree

/// The login to the registry of the GitLab instance.
///
/// `printf` is built into every shell, so the password never stands in the argument list of a process; base64 has no
/// quote that could break the JSON.
enum LoginFragment {
    static let items: [YAMLValue.Item] = [
        .init(
            .scalar(
                """
                DOCKER_CONFIG=$(mktemp -d)
                export DOCKER_CONFIG
                auth=$(printf '%s:%s' "$CI_REGISTRY_USER" "$CI_REGISTRY_PASSWORD" | base64 | tr -d '\\n')
                printf '{"auths":{"%s":{"auth":"%s"}}}\\n' "$CI_REGISTRY" "$auth" > "$DOCKER_CONFIG/config.json"

                """),
            comment:
                "BuildKit's client reads logins from this file. Base64 takes any quote out of the password, and printf"
                + " is part of the shell, so the password is never an argument of a process.")
    ]
}
