extension Grammar {
    private static let nameMessage =
        "can contain only letters, digits, '-', '_', '/', '$', '{', '}', '.', and spaces, "
        + "but it cannot start or end with '/'"

    static let environment = Grammar(
        "environment", .map, checks: [.always(.custom(environmentViolations))],
        keys: [
            Keyword("kubernetes", "Settings for a Kubernetes cluster.", .optional(.kind(.map)), grammar: kubernetes),
            Keyword("name", "The name of the environment; it may have variables."),
            Keyword(
                "url", "The address of the environment.", .optional(.kind(.text)),
                .optional(.length(min: nil, max: 255))),
            Keyword(
                "action", "What the job does with the environment.", assumed: "start", .optionalText,
                .optional(
                    .oneOf(
                        ["start", "stop", "prepare", "verify", "access"],
                        message: "should be start, stop, prepare, verify, or access"))),
            Keyword(
                "deployment_tier", "The tier: production, staging, testing, development or other.", .optionalText),
            Keyword("on_stop", "The job that stops the environment.", .optionalText),
            Keyword("auto_stop_in", "After how long the environment is stopped.", .optionalText),
        ])

    private static func environmentViolations(_ value: ConfigValue) -> [Violation] {
        var result: [Violation] = []
        if !value.isMapping, !value.isString {
            result.append(
                Violation("should be a hash or a string", plain: PlainText.mustBe("a map or text", value)))
        }
        let name = value.isString ? value : value["name"]
        let place: Violation.Place = value.isMapping ? .valueOf("name") : .value
        if name?.isBlank ?? true {
            result.append(Violation("can't be blank", on: "name", plain: "must have a name", at: place))
        }
        if !(name?.isString ?? false) {
            result.append(Violation(nameMessage, on: "name", plain: "must have a text as name", at: place))
        }
        if !EnvironmentName.isValid(name.map(RubyText.string) ?? "") {
            let plain =
                "may have only letters, digits, spaces and -_/${}. in its name, and no slash at the ends"
            result.append(Violation(nameMessage, on: "name", plain: plain, at: place))
        }
        return result
    }

    private static let hasFlux: @Sendable (ConfigValue) -> Bool = { !($0["flux_resource_path"]?.isBlank ?? true) }

    private static let needsAgent: @Sendable (ConfigValue) -> Bool = { value in
        hasFlux(value) || !(value["dashboard"]?.isBlank ?? true)
            || value["managed_resources"]?["enabled"]?.bool == true
    }

    private static let kubernetes = Grammar(
        "kubernetes", .map, checks: [.always(.kind(.map)), .present, .always(.custom(kubernetesViolations))],
        keys: [
            Keyword(
                "namespace", "The namespace of the environment.", .optionalText, .always(.present(), if: hasFlux)),
            Keyword(
                "agent", "The agent, as path/to/project:name.", .optionalText, .always(.present(), if: needsAgent)),
            Keyword("flux_resource_path", "The path to the Flux resource.", .optionalText),
            Keyword(
                "managed_resources", "Whether GitLab manages the resources of the environment.",
                .optional(.schema(.kubernetesManagedResources))),
            Keyword(
                "dashboard", "Settings for the dashboard.",
                Check(.schema(.kubernetesDashboard), unless: .blank)),
        ])

    private static func kubernetesViolations(_ value: ConfigValue) -> [Violation] {
        ["namespace", "flux_resource_path"].compactMap { key in
            guard !(value[key]?.isBlank ?? true), let other = value["dashboard"]?[key], !other.isBlank else {
                return nil
            }
            return Violation(
                "cannot be specified when dashboard.\(key) is set", on: key,
                plain: "has \"\(key)\" both here and below \"dashboard\"", at: .key(key))
        }
    }
}
