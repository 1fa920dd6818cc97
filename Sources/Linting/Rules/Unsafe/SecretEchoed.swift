import Diagnostics
import GitLabCI
import ShellSyntax

/// See `about`.
package struct SecretEchoed: Rule {
    package static let about = RuleDescription(
        id: "secret-echoed", category: .unsafe, severity: .warning, confidence: .medium,
        summary: "a script prints a secret into the job's log",
        why: """
            GitLab masks a variable in logs only if it is set to be masked and its value allows it; a value that was encoded, cut or joined \
            with another is not recognised. Logs are kept, and readable by everybody who can see the pipeline.
            """,
        examples: [
            .bad(
                """
                build:
                  script:
                    - echo ⟦"token is $DEPLOY_TOKEN"⟧
                """,
                says: "this prints \"DEPLOY_TOKEN\" into the log; remove it"),
            .bad(
                """
                build:
                  script:
                    - ⟦printenv⟧
                    - ⟦env⟧ | sort
                """,
                says: "this prints all variables into the log, secrets among them; name those that you want to see",
                "this prints all variables into the log, secrets among them; name those that you want to see",
                isDocumented: false),
            .bad(
                """
                build:
                  script:
                    - echo ⟦"$API_TOKEN"⟧ | tee token
                    - echo "$API_TOKEN" | tee token > /dev/null
                    - echo "$API_TOKEN" | cat | docker login -u ci --password-stdin registry.example.com
                """,
                says: "this prints \"API_TOKEN\" into the log; remove it", isDocumented: false),
            .good(
                """
                build:
                  script:
                    - echo "$CI_REGISTRY_PASSWORD" | docker login -u "$CI_REGISTRY_USER" --password-stdin "$CI_REGISTRY"
                    - printf '%s' "$SIGNING_KEY" > key.pem
                    - echo "${DEPLOY_TOKEN:+a token is set}"
                    - env | grep CI_COMMIT
                """),
        ], references: ["https://docs.gitlab.com/ci/variables/#mask-a-cicd-variable"])

    package static let commands = ["echo", "printf", "printenv", "env", "export"]

    package init() {}

    package func check(
        _ command: LintedCommand, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter
    ) {
        guard !command.shell.isSubstituted, !command.shell.redirections.contains(where: \.writesFile) else { return }
        switch command.name {
        case "printenv", "env", "export":
            let isWhole =
                command.arguments.isEmpty || (command.name == "export" && command.arguments.map(\.text) == ["-p"])
            guard isWhole, command.name != "export" || !command.arguments.isEmpty, !isFiltered(command) else { return }
            report.report(
                "this prints all variables into the log, secrets among them; name those that you want to see",
                at: command.nameSpan)
        default:
            guard !isFiltered(command) else { return }
            for word in command.arguments {
                for case .parameter(let name, let operation, _, _) in word.parts
                where SecretName.holds(name) && !operation.hasPrefix(":+") && !operation.hasPrefix("+")
                    && operation != "#"
                {
                    report.report(.printed(name), at: command.span(word))
                }
            }
        }
    }

    /// Whether what follows in the pipe picks something out, or takes it elsewhere.
    private func isFiltered(_ command: LintedCommand) -> Bool {
        guard command.shell.feedsPipe else { return false }
        let next = command.item.commands.first { $0.shell.range.lowerBound >= command.shell.range.upperBound }
        guard let next, ["sort", "cat", "tee", "less", "more"].contains(next.name) else { return true }
        return next.shell.feedsPipe || next.shell.redirections.contains(where: \.writesFile)
    }
}

extension RuleMessage {
    fileprivate static func printed(_ name: String) -> Self { "this prints \"\(name)\" into the log; remove it" }
}
