import BuildRequests
import YAMLTree

/// The file in which BuildKit's client looks for the logins of registries.
///
/// `printf` is built into every shell, so the password never stands in the argument list of a process; base64 has no
/// quote that could break the JSON.
enum LoginScript {
    static func item(for plan: Plan) -> YAMLValue.Item? {
        let registries = plan.registries
        guard let first = registries.logins.first, !isDoneByRunner(plan) else { return nil }
        // GitLab's own variables are always there, so the only login needs no care for missing ones.
        let isPlain = registries.logins.count == 1 && first.key.text == "$CI_REGISTRY"
        return .init(
            .scalar(isPlain ? plain(first) : several(registries.logins)), comment: isPlain ? why : why + whyNot)
    }

    private static let why =
        "BuildKit's client reads logins from this file. Base64 takes any quote out of the password, and printf"
        + " is part of the shell, so the password is never an argument of a process."

    private static let whyNot =
        " A login whose variables are empty is left out: with it even public images could not be pulled."

    private static func plain(_ login: RegistryPlan.Login) -> String {
        """
        DOCKER_CONFIG=$(mktemp -d)
        export DOCKER_CONFIG
        auth=$(printf '%s:%s' "$\(login.user)" "$\(login.password)" | base64 | tr -d '\\n')
        printf '{"auths":{"%s":{"auth":"%s"}}}\\n' "\(login.key.text)" "$auth" > "$DOCKER_CONFIG/config.json"

        """
    }

    private static func several(_ logins: [RegistryPlan.Login]) -> String {
        let calls = logins.flatMap { login in
            keys(of: login).map { "login \($0) \"$\(login.user)\" \"$\(login.password)\"\n" }
        }.joined()
        return """
            DOCKER_CONFIG=$(mktemp -d)
            export DOCKER_CONFIG
            logins=
            login() {
              if [ -z "$1" ] || [ -z "$2" ] || [ -z "$3" ]; then
                echo "No login to ${1:-a registry}: its variables are empty here." >&2
                return 0
              fi
              auth=$(printf '%s:%s' "$2" "$3" | base64 | tr -d '\\n')
              logins="$logins${logins:+,}\\"$1\\":{\\"auth\\":\\"$auth\\"}"
            }
            \(calls)printf '{"auths":{%s}}\\n' "$logins" > "$DOCKER_CONFIG/config.json"

            """
    }

    /// The keys of a login, as words of the shell. The variable of the dependency proxy names the port also where it is the
    /// default one, and images are often named without it.
    private static func keys(of login: RegistryPlan.Login) -> [String] {
        let key = ShellWord.quoting(login.key)
        return login.key.text == "$CI_DEPENDENCY_PROXY_SERVER"
            ? [key, "\"${CI_DEPENDENCY_PROXY_SERVER%:443}\""] : [key]
    }

    /// Whether `buildkit-run image` logs in by itself, as it does to GitLab's own registries. What joins native builds is no
    /// build of an image.
    private static func isDoneByRunner(_ plan: Plan) -> Bool {
        plan.runner == .buildkitRun && !plan.images.contains(where: \.isNative)
            && plan.registries.logins.allSatisfy {
                ["$CI_REGISTRY", "$CI_DEPENDENCY_PROXY_SERVER"].contains($0.key.text)
            }
    }
}
