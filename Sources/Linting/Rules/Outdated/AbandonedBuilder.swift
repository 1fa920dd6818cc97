import Diagnostics
import GitLabCI
import ShellSyntax

/// See `about`.
package struct AbandonedBuilder: Rule {
    package static let about = RuleDescription(
        id: "abandoned-builder", category: .outdated, severity: .warning,
        summary: "img and Makisu have been abandoned for years",
        why: """
            Neither has had a release since 2021. They carry old versions of what they are made of, with known holes, and know \
            nothing of today's Dockerfile syntax and registries. A rootless BuildKit does what both were made for.
            """,
        examples: [
            .bad(
                """
                build:
                  image: ⟦r.j3ss.co/img:v0.5.11⟧
                  script: ⟦img⟧ build -t registry.example.com/app .
                """,
                says: "\"r.j3ss.co/img:v0.5.11\" has been abandoned; build with BuildKit",
                "\"img\" has been abandoned; build with BuildKit"),
            .good(
                """
                build:
                  image:
                    name: moby/buildkit:v0.26.2-rootless
                    entrypoint: [""]
                  variables:
                    BUILDKITD_FLAGS: --oci-worker-no-process-sandbox
                  script: buildctl-daemonless.sh build --frontend dockerfile.v0
                """),
        ], references: ["https://github.com/genuinetools/img", "https://github.com/uber-archive/makisu"])

    package static let commands = ["img", "makisu"]
    /// Words that show `img` to be the builder, and not something else of that name.
    private static let verbs: Set<String> = ["build", "push", "login", "pull", "save", "tag"]

    package init() {}

    package func check(_ job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        guard let image = job.image,
            image.isRepository("genuinetools/img", "r.j3ss.co/img", "jess/img", "uber/makisu", "makisu-project/makisu")
                || image.name.hasPrefix("r.j3ss.co/img")
        else { return }
        report.report(.abandoned(image.name), at: image.nameSpan)
    }

    package func check(
        _ command: LintedCommand, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter
    ) {
        guard let verb = command.arguments.first(where: { !$0.text.hasPrefix("-") })?.literal, Self.verbs.contains(verb)
        else { return }
        report.report(.abandoned(command.name), at: command.nameSpan)
    }
}

extension RuleMessage {
    fileprivate static func abandoned(_ what: String) -> Self { "\"\(what)\" has been abandoned; build with BuildKit" }
}
