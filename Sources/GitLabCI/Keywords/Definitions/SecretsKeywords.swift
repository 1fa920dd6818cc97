extension Grammar {
    static let idTokens = Grammar(
        "id tokens",
        .names(
            of: Grammar(
                "id token", .map, checks: [.always(.required(["aud"]))],
                keys: [Keyword("aud", "Who the token is for.", .always(.stringOrStrings))])),
        checks: [.always(.kind(.map))])

    private static let providers = [
        "vault", "azure_key_vault", "gcp_secret_manager", "akeyless", "gitlab_secrets_manager", "aws_secrets_manager",
    ]

    private static let secret = Grammar(
        "secret", .map, checks: [.always(.kind(.map)), .always(.exactlyOne(providers))],
        keys: [
            Keyword("vault", "A secret of HashiCorp Vault.", grammar: vault),
            Keyword("aws_secrets_manager", "A secret of AWS Secrets Manager.", grammar: aws),
            Keyword(
                "file", "Whether the secret is put into a file, whose path the variable holds.", assumed: "true",
                grammar: .boolean),
            Keyword("azure_key_vault", "A secret of Azure Key Vault.", grammar: azure),
            Keyword("gcp_secret_manager", "A secret of GCP Secret Manager.", grammar: google),
            Keyword("akeyless", "A secret of Akeyless.", grammar: akeyless),
            Keyword("gitlab_secrets_manager", "A secret of GitLab Secrets Manager.", grammar: gitlab),
            Keyword(
                "token", "The ID token to log in with.", .optionalText,
                .always(.present(message: "is required with gcp secrets manager")) {
                    !($0["gcp_secret_manager"]?.isBlank ?? true)
                }),
        ])

    static let secrets = Grammar("secrets", .names(of: secret), checks: [.always(.kind(.map))])

    private static func requiredText(_ name: String, _ summary: String) -> Keyword {
        Keyword(name, summary, .present, .always(.kind(.text)))
    }

    private static func provider(_ name: String, _ keys: [Keyword]) -> Grammar {
        Grammar(name, .map, checks: [.always(.kind(.map))], keys: keys)
    }

    private static let engine = Grammar(
        "engine", .map, checks: [.always(.kind(.map)), .always(.required(["name", "path"]))],
        keys: [requiredText("name", "The kind of the engine."), requiredText("path", "Where the engine is mounted.")])

    private static let vault = Grammar(
        "vault",
        .choice(
            [
                Alternative(.text, Grammar("string strategy", checks: [.present])),
                Alternative(
                    .map,
                    Grammar(
                        "hash strategy", .map,
                        keys: [
                            Keyword(
                                "engine", "The engine that holds the secret.", .present, .always(.kind(.map)),
                                grammar: engine),
                            requiredText("path", "The path of the secret."),
                            requiredText("field", "The field of the secret."),
                        ])),
            ], otherwise: Refusal("should be a hash or a string")))

    private static let awsFormat = Rule.format(
        message: "must contain at most one '#'", plain: "may have one \"#\" before the field, and no more"
    ) { text in text.utf8.count { $0 == UInt8(ascii: "#") } <= 1 }

    private static let aws = Grammar(
        "aws secrets manager",
        .choice(
            [
                Alternative(.text, Grammar("string strategy", checks: [.present, .always(awsFormat)])),
                Alternative(
                    .map,
                    Grammar(
                        "hash strategy", .map,
                        keys: [requiredText("secret_id", "The name or ARN of the secret.")]
                            + ["region", "version_id", "version_stage", "role_arn", "role_session_name", "field"].map {
                                Keyword($0, "See the page on AWS Secrets Manager.", .optionalText)
                            })),
            ], otherwise: Refusal("should be a hash or a string")))

    private static let azure = provider(
        "azure key vault",
        [requiredText("name", "The name of the secret."), Keyword("version", "Its version.", .optionalText)])

    private static let google = provider(
        "gcp secret manager",
        [
            requiredText("name", "The name of the secret."),
            Keyword("version", "Its version.", assumed: "latest", .optional(.alphanumeric)),
        ])

    private static let gitlab = provider(
        "gitlab secrets manager",
        [
            requiredText("name", "The name of the secret."),
            Keyword(
                "source", "Where the secret is kept: project, or group/path.", assumed: "project", .optionalText,
                .optional(
                    .format(
                        message: "must follow the format group/group_full_path or 'project'",
                        plain: "must be \"project\" or \"group/\" and the path of a group"
                    ) { text in
                        guard text.hasPrefix("group/") else { return text == "project" }
                        let path = text.dropFirst(6)
                        return !path.isEmpty
                            && path.utf8.allSatisfy { ExpressionLexer.isWord($0) || "-./".utf8.contains($0) }
                    })),
        ])

    private static let akeyless = provider(
        "akeyless",
        [
            "name", "data_key", "cert_user_name", "public_key_data", "csr_data", "akeyless_api_url",
            "akeyless_access_type", "akeyless_token", "uid_token", "gcp_audience", "azure_object_id",
            "k8s_service_account_token", "k8s_auth_config_name", "akeyless_access_key", "gateway_ca_certificate",
        ].map { Keyword($0, "See the page on Akeyless.", .optionalText) })
}

extension Keyword {
    static let idTokens = Keyword(
        "id_tokens", "Tokens with which the job proves to others who it is.", grammar: .idTokens, inherited: true)

    static let secrets = Keyword("secrets", "Secrets of other systems, as variables.", grammar: .secrets)
}
