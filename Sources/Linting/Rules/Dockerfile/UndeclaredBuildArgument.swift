import Diagnostics
import GitLabCI

/// See `about`.
package struct UndeclaredBuildArgument: Rule {
    package static let about = RuleDescription(
        id: "undeclared-build-argument", category: .dockerfile, severity: .warning,
        summary: "a build argument is passed that the Dockerfile does not declare",
        why: """
            An argument without `ARG NAME` in the Dockerfile goes nowhere: the build runs with the default, and a line \
            `[Warning] One or more build-args [NAME] were not consumed` at most says so. The name may be misspelt, or the `ARG` \
            was removed.
            """,
        remedy: "Add `ARG NAME` to the stage that uses it, correct the name, or leave the argument out.",
        examples: [
            .bad(
                """
                build:
                  script: docker build --build-arg ⟦VERSOIN=$CI_COMMIT_TAG⟧ .
                """,
                says: "Dockerfile declares no ARG \"VERSOIN\"; did you mean \"VERSION\"?",
                files: ["Dockerfile": "FROM alpine:3.22\nARG VERSION=dev\nRUN echo $VERSION > /version\n"]),
            .good(
                """
                build:
                  script: docker build --build-arg VERSION=$CI_COMMIT_TAG --build-arg http_proxy=$http_proxy .
                """, files: ["Dockerfile": "FROM alpine:3.22\nARG VERSION=dev\nRUN echo $VERSION > /version\n"]),
        ], references: ["https://docs.docker.com/reference/dockerfile/#arg"])

    /// Arguments that need no declaration (https://docs.docker.com/reference/dockerfile/#predefined-args,
    /// https://docs.docker.com/build/building/variables/#buildkit-built-in-build-args).
    private static let predefined: Set<String> = [
        "HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "NO_PROXY", "ALL_PROXY", "SOURCE_DATE_EPOCH",
    ]

    package init() {}

    package func check(_ build: ImageBuild, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        guard !build.buildArguments.isEmpty, let dockerfile = build.dockerfile(in: pipeline),
            dockerfile.syntax.map({ $0.image.contains("docker/dockerfile") }) ?? true
        else { return }
        let declared = dockerfile.declaredArguments
        for argument in build.buildArguments {
            let name = argument.name
            guard !name.contains("$"), !declared.contains(name), !Self.predefined.contains(name.uppercased()),
                !name.hasPrefix("BUILDKIT_")
            else { continue }
            let near = Suggestion.nearest(to: name, among: declared.sorted())
            report.report(.undeclared(name, in: dockerfile.file.name, near), at: argument.span)
        }
    }
}

extension RuleMessage {
    fileprivate static func undeclared(_ name: String, in file: String, _ near: String?) -> Self {
        let advice = near.map { "did you mean \"\($0)\"?" } ?? "the value goes nowhere: declare it, or leave it out"
        return "\(file) declares no ARG \"\(name)\"; \(advice)"
    }
}
