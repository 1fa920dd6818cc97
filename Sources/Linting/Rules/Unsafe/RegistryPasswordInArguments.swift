import Diagnostics
import GitLabCI
import ShellSyntax

/// See `about`.
package struct RegistryPasswordInArguments: Rule {
    package static let about = RuleDescription(
        id: "registry-password-in-arguments", category: .unsafe, severity: .warning,
        summary: "a registry password is an argument of a command",
        why: """
            The arguments of a process can be read by every process on the machine, and end up in traces (`set -x`), error reports and \
            logs of the runner's host. Passwords belong into standard input or a file: `--password-stdin`, or a `config.json` that only \
            the job can read.
            """,
        remedy: "`buildkit-run login` takes the password from the job's variables and writes the file.",
        fix: .safe,
        examples: [
            .bad(
                """
                build:
                  image: docker:28.5.1
                  services: [docker:28.5.1-dind]
                  script:
                    - docker login -u "$CI_REGISTRY_USER" ⟦-p⟧ "$CI_REGISTRY_PASSWORD" "$CI_REGISTRY"
                """,
                says:
                    "the password is an argument, which every process on the machine can read; pass it to --password-stdin",
                fixed: """
                    build:
                      image: docker:28.5.1
                      services: [docker:28.5.1-dind]
                      script:
                        - printf '%s' "$CI_REGISTRY_PASSWORD" | docker login -u "$CI_REGISTRY_USER" --password-stdin "$CI_REGISTRY"
                    """),
            .bad(
                """
                copy:
                  image: quay.io/skopeo/stable:v1.20
                  script:
                    - skopeo copy ⟦--dest-creds⟧=$CI_REGISTRY_USER:$CI_REGISTRY_PASSWORD docker://a/b docker://c/d
                """,
                says: """
                    the password is an argument, which every process on the machine can read; log in first, and let it read the file
                    """, isDocumented: false),
            .bad(
                """
                chart:
                  image: alpine/helm:3.19.0
                  script:
                    - helm registry login -u ci ⟦--password⟧ "$CI_JOB_TOKEN" "$CI_REGISTRY"
                """,
                says:
                    "the password is an argument, which every process on the machine can read; pass it to --password-stdin",
                fixed: """
                    chart:
                      image: alpine/helm:3.19.0
                      script:
                        - printf '%s' "$CI_JOB_TOKEN" | helm registry login -u ci --password-stdin "$CI_REGISTRY"
                    """, isDocumented: false),
            .bad(
                """
                build:
                  script: >
                    docker buildx build --push -t registry.example.com/app
                    --cache-to ⟦type=s3,region=eu-west-1,bucket=cache,secret_access_key=$S3_KEY⟧ .
                """,
                says: """
                    the value of "secret_access_key" is an argument, which every process on the machine can read; leave it to the \
                    variables that the builder or its client reads
                    """, isDocumented: false),
            .bad(
                """
                build:
                  script: docker buildx build -t app ⟦https://ci:$DEPLOY_TOKEN@git.example.com/app.git⟧
                """,
                says: """
                    the password in the address is an argument, which every process on the machine can read; pass it by \
                    --secret id=GIT_AUTH_TOKEN
                    """, isDocumented: false),
            .bad(
                """
                build:
                  image:
                    name: gcr.io/kaniko-project/executor:v1.24.0-debug
                    entrypoint: [""]
                  script: /kaniko/executor --context ⟦git://ci:$DEPLOY_TOKEN@git.example.com/app.git⟧ -d r.example.com/app
                """,
                says: """
                    the password in the address is an argument, which every process on the machine can read; pass it by \
                    the variables GIT_USERNAME and GIT_PASSWORD
                    """, isDocumented: false),
            .good(
                """
                build:
                  script: >
                    docker buildx build --push -t registry.example.com/app --secret id=GIT_AUTH_TOKEN,env=DEPLOY_TOKEN
                    --cache-to type=s3,region=eu-west-1,bucket=cache,secret_access_key= https://ci@git.example.com/app.git
                """, isDocumented: false),
            .good(
                """
                build:
                  image: docker:28.5.1
                  services: [docker:28.5.1-dind]
                  script:
                    - echo "$CI_REGISTRY_PASSWORD" | docker login -u "$CI_REGISTRY_USER" --password-stdin "$CI_REGISTRY"
                """),
        ], references: ["https://docs.docker.com/reference/cli/docker/login/#password-stdin"])

    package static let commands = ["docker", "podman", "buildah", "skopeo", "crane", "helm"]

    /// Flags that take `user:password`.
    private static let credentials = ["creds", "src-creds", "dest-creds"]

    /// Attributes of caches that hold a secret (BuildKit README, "Export cache"): of S3, of Azure's storage, of GitHub.
    private static let secretAttributes = ["secret_access_key", "session_token", "token", "password"]

    package init() {}

    package func check(_ build: ImageBuild, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        for cache in build.cacheImports + build.cacheExports {
            guard let name = Self.secretAttributes.first(where: { !(cache.attributes[$0] ?? "").isEmpty }) else {
                continue
            }
            report.report(.attribute(name), at: cache.span)
        }
        if let context = build.context, Self.holdsPassword(context.text) {
            report.report(.address(build.tool == .kaniko), at: context.span)
        }
    }

    /// Whether an address has a password before its host: `https://user:password@host/…`.
    private static func holdsPassword(_ address: String) -> Bool {
        guard let scheme = address.firstRange(of: "://") else { return false }
        let authority = address[scheme.upperBound...].prefix { $0 != "/" }
        guard let end = authority.lastIndex(of: "@"), let colon = authority[..<end].firstIndex(of: ":") else {
            return false
        }
        return authority.index(after: colon) < end
    }

    package func check(
        _ command: LintedCommand, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter
    ) {
        guard let line = command.line else { return }
        var isSaid = false
        for flag in line.flags {
            // One password is what a login takes.
            if flag.name == "password", !isSaid, line.path.last == "login" || line.path.last == "auth",
                flag.value != nil
            {
                report.report(
                    "the password is an argument, which every process on the machine can read; pass it to --password-stdin",
                    at: line.span(flag), fix: fix(flag, of: command))
                isSaid = true
            } else if Self.credentials.contains(flag.name), flag.value?.text.contains(":") ?? false {
                report.report(
                    """
                    the password is an argument, which every process on the machine can read; log in first, and let it read the \
                    file
                    """, at: line.span(flag))
            }
        }
    }

    private func fix(_ flag: CommandLine.Flag, of command: LintedCommand) -> Fix? {
        // A command that reads something already, or is more than a simple one, is left to people.
        guard !command.shell.readsPipe, command.shell.assignments.isEmpty, let value = flag.value, value.offset == 0,
            command.words.first?.range.lowerBound == command.shell.range.lowerBound
        else { return nil }
        let password = command.item.text(of: value.range)
        return .safe(
            "pass the password to standard input",
            command.item.insertion("printf '%s' \(password) | ", at: command.shell.range.lowerBound),
            command.item.edit(flag.range.lowerBound..<value.range.upperBound, "--password-stdin"))
    }
}

extension RuleMessage {
    fileprivate static func attribute(_ name: String) -> Self {
        """
        the value of "\(name)" is an argument, which every process on the machine can read; leave it to the variables that the \
        builder or its client reads
        """
    }

    fileprivate static func address(_ isOfKaniko: Bool) -> Self {
        """
        the password in the address is an argument, which every process on the machine can read; pass it by \
        \(isOfKaniko ? "the variables GIT_USERNAME and GIT_PASSWORD" : "--secret id=GIT_AUTH_TOKEN")
        """
    }
}
