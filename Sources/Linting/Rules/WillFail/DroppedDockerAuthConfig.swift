import BuildKit
import Diagnostics
import GitLabCI

/// See `about`.
package struct DroppedDockerAuthConfig: Rule {
    package static let about = RuleDescription(
        id: "dropped-docker-auth-config", category: .willFail, severity: .error,
        summary: "DOCKER_AUTH_CONFIG has a form that BuildKit's client drops as a whole",
        why: """
            BuildKit's client reads this variable before any `config.json`, and takes only `{"auths": {HOST: {"auth": BASE64}}}`. With \
            `username` and `password`, `credHelpers` or any other key beside it, it prints one line and goes on without credentials: \
            the push ends with 401, although GitLab Runner, which is less strict, pulls images with the same variable.
            """,
        remedy: "Write each login as `auth`, the base64 of `user:password`, and leave out every other key.",
        examples: [
            .bad(
                """
                build:
                  variables:
                    DOCKER_AUTH_CONFIG: ⟦'{"auths": {"registry.example.com": {"username": "ci", "password": "x"}}}'⟧
                  script: buildctl-daemonless.sh build --frontend dockerfile.v0
                """,
                says: """
                    BuildKit's client ignores this DOCKER_AUTH_CONFIG as a whole; write only "auths" with "auth" in each entry
                    """),
            .good(
                """
                build:
                  variables:
                    DOCKER_AUTH_CONFIG: '{"auths": {"registry.example.com": {"auth": "Y2k6eA=="}}}'
                  script: buildctl-daemonless.sh build --frontend dockerfile.v0
                """),
        ], references: ["https://github.com/docker/cli/pull/6008"])

    package init() {}

    package func check(_ job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        guard let variable = job.variables["DOCKER_AUTH_CONFIG"], !variable.value.contains("$"),
            AuthConfigVariable(variable.value).needsMending,
            // buildkit-run mends it.
            !job.commands(named: "buildctl", "buildctl-daemonless.sh").isEmpty
        else { return }
        report.report(
            "BuildKit's client ignores this DOCKER_AUTH_CONFIG as a whole; write only \"auths\" with \"auth\" in each entry",
            at: variable.valueSpan)
    }
}
