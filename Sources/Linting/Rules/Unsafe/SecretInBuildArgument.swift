import Diagnostics
import GitLabCI

/// See `about`.
package struct SecretInBuildArgument: Rule {
    package static let about = RuleDescription(
        id: "secret-in-build-argument", category: .unsafe, severity: .warning,
        summary: "a secret is given to a build as an argument or a label",
        why: """
            Build arguments are part of the image's history and of its provenance, and of the cache that is pushed; labels are in its \
            configuration. Everybody who can pull the image can read them. A secret mount gives the value to one RUN step alone and \
            leaves nothing behind.
            """,
        remedy: """
            Pass it by `--secret id=NAME,env=VARIABLE`, and read it in the Dockerfile with \
            `RUN --mount=type=secret,id=NAME,env=VARIABLE …`.
            """,
        examples: [
            .bad(
                """
                build:
                  script: docker buildx build --build-arg ⟦NPM_TOKEN=$NPM_TOKEN⟧ --push -t registry.example.com/app .
                """,
                says:
                    "the value of \"NPM_TOKEN\" stays in the image's history; pass it by --secret id=NPM_TOKEN,env=NPM_TOKEN"
            ),
            .bad(
                """
                build:
                  script: buildctl build --frontend dockerfile.v0 --opt ⟦label:db-password=$DB_PASSWORD⟧
                """,
                says: "the value of \"DB_PASSWORD\" stays in the image's configuration; leave the label out",
                isDocumented: false),
            .good(
                """
                build:
                  script: >
                    docker buildx build --secret id=NPM_TOKEN,env=NPM_TOKEN --build-arg TOKENIZER=fast --push
                    -t registry.example.com/app .
                """),
        ],
        references: [
            "https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/",
            "https://docs.docker.com/build/building/secrets/",
        ])

    package init() {}

    package func check(_ build: ImageBuild, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        for argument in build.buildArguments {
            guard let name = SecretName.secret(argument) else { continue }
            report.report(.argument(name, SecretName.holds(argument.name) ? argument.name : name), at: argument.span)
        }
        for label in build.labels {
            guard let name = SecretName.secret(label, byNameAlone: false) else { continue }
            report.report(.label(name), at: label.span)
        }
    }
}

extension SecretName {
    /// The name of the variable whose secret a pair gives away.
    ///
    /// - Parameter byNameAlone: whether the name of the pair is enough, without a variable in its value.
    fileprivate static func secret(_ pair: ImageBuild.Pair, byNameAlone: Bool = true) -> String? {
        let variables = VariableExpansion.names(in: pair.value ?? "")
        if let secret = variables.first(where: holds) { return secret }
        // Without a variable the value is written in the file, or comes from the environment.
        guard byNameAlone, holds(pair.name), pair.value == nil || !variables.isEmpty else { return nil }
        return pair.name
    }
}

extension RuleMessage {
    fileprivate static func argument(_ name: String, _ id: String) -> Self {
        "the value of \"\(name)\" stays in the image's history; pass it by --secret id=\(id),env=\(name)"
    }

    fileprivate static func label(_ name: String) -> Self {
        "the value of \"\(name)\" stays in the image's configuration; leave the label out"
    }
}
