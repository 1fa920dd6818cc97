extension Grammar {
    private static let pullPolicies = ["always", "never", "if-not-present"]

    static let pullPolicy = Grammar(
        "pull policy",
        checks: [
            .always(.stringOrStrings),
            .always(.knownMembers(pullPolicies)) { $0.isSequence },
            .always(.present()) { $0.isSequence },
            .always(.oneOf(pullPolicies)) { $0.isString },
        ])

    /// The checks that images and services share. Ports are known to GitLab but not allowed in pipelines.
    private static let imageChecks: [Check] = [
        .always(.kinds([.map, .text], "a hash or a string")),
        .always(.forbidden(["ports"])),
        .always(.custom(nameViolations)),
        .always(.custom(executorViolations)),
    ]

    private static let imageKeys: [Keyword] = [
        Keyword("name", "The full name of the image, with registry and tag."),
        Keyword(
            "entrypoint", "The command that the container starts with, in place of that of the image.",
            .optional(.strings)),
        Keyword("docker", "Options for runners with the Docker executor: platform and user."),
        Keyword("kubernetes", "Options for runners with the Kubernetes executor: user."),
        Keyword("pull_policy", "When the runner fetches the image.", grammar: .pullPolicy),
        Keyword("ports", "Ports of the container; not available in pipelines."),
    ]

    static let image = Grammar("image", .map, checks: imageChecks, keys: imageKeys)

    static let service = Grammar(
        "service", .map,
        checks: imageChecks + [
            .always(.custom(aliasViolations)) { !($0["ports"]?.isBlank ?? true) }
        ],
        keys: imageKeys + [
            Keyword("variables", "Variables for the service alone.", grammar: .variables(data: [])),
            Keyword("command", "The command of the service's container.", grammar: .commands),
            Keyword("alias", "Host names of the service, separated by spaces or commas.", .optionalText),
        ])

    static let services = Grammar("services", .list(of: .service), checks: [.always(.kind(.list))])

    /// The name is the text itself, or a key of the map.
    private static func nameViolations(_ value: ConfigValue) -> [Violation] {
        let name = value.isString ? value : value["name"]
        var result: [Violation] = []
        let place: Violation.Place = value.isMapping ? .valueOf("name") : .value
        if !(name?.isString ?? false) {
            result.append(
                Violation("should be a string", on: "name", plain: "must name an image", at: place))
        }
        if name?.isBlank ?? true {
            result.append(
                Violation("can't be blank", on: "name", plain: "must name an image", at: place))
        }
        return result
    }

    private static func aliasViolations(_ value: ConfigValue) -> [Violation] {
        let alias = value["alias"]
        var result: [Violation] = []
        if !(alias?.isString ?? false) { result.append(Violation("should be a string", on: "alias")) }
        if alias?.isBlank ?? true { result.append(Violation("can't be blank", on: "alias")) }
        return result
    }

    /// `docker` and `kubernetes` are checked together.
    private static func executorViolations(_ value: ConfigValue) -> [Violation] {
        guard let map = value.mapping else { return [] }
        let entries = map.entries.filter {
            ($0.key == .string("docker") || $0.key == .string("kubernetes")) && !$0.value.isNull
        }
        guard !entries.isEmpty else { return [] }
        let options = ConfigValue(.mapping(ConfigMapping(entries)), at: value.span)
        return JSONSchema.executorOptions.errors(in: options).map {
            Violation($0.message, on: "executor_opts", at: .span($0.span))
        }
    }
}

extension Keyword {
    static let image = Keyword(
        "image", "The container image in which the job runs.", grammar: .image, inherited: true)

    static let services = Keyword(
        "services", "Containers that run beside the job, such as databases.", grammar: .services, inherited: true)
}
