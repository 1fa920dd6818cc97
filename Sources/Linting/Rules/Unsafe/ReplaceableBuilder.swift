import Diagnostics
import GitLabCI

/// See `about`.
package struct ReplaceableBuilder: Rule {
    package static let about = RuleDescription(
        id: "replaceable-builder", category: .unsafe, severity: .warning, confidence: .medium,
        summary: "whoever starts a pipeline can choose what builds the image",
        why: """
            Variables of a pipeline, which everybody who may run one can set, come over those of the file. An image of a builder, or a \
            `BUILDKIT_HOST`, that is taken from a variable of no fixed value lets them put another program in its place, which then sees the \
            secrets of the job. `GIT_STRATEGY: none` on a shell executor builds what an earlier job left behind.
            """,
        remedy: """
            Write the image in the file; a variable that the file sets can still be overridden, unless the project restricts pipeline \
            variables ("Minimum role to use pipeline variables").
            """,
        examples: [
            .bad(
                """
                build:
                  image:
                    name: ⟦$BUILDER_IMAGE⟧
                    entrypoint: [""]
                  script: buildctl-daemonless.sh build --frontend dockerfile.v0
                """,
                says:
                    "whoever starts a pipeline can set \"BUILDER_IMAGE\", and so replace the builder; write the image itself"
            ),
            .bad(
                """
                variables:
                  GIT_STRATEGY: ⟦none⟧

                build:
                  script: buildctl-daemonless.sh build --frontend dockerfile.v0 --local context=. --local dockerfile=.
                """,
                says: "with GIT_STRATEGY \"none\" the build takes what another job has left; use fetch or clone",
                isDocumented: false),
            .good(
                """
                build:
                  image:
                    name: $CI_REGISTRY_IMAGE/builder:1.4
                    entrypoint: [""]
                  script: buildctl-daemonless.sh build --frontend dockerfile.v0
                """),
        ], references: ["https://docs.gitlab.com/ci/variables/#restrict-pipeline-variables"])

    package init() {}

    package func check(_ job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        guard !job.builds.isEmpty else { return }
        if let image = job.image, let name = Self.chooser(in: image.name) {
            report.report(.image(name), at: image.nameSpan)
        }
        guard let strategy = job.variables["GIT_STRATEGY"], strategy.value == "none",
            // What the build reads may come from artifacts.
            job["needs"] == nil, job["dependencies"] == nil,
            job.builds.contains(where: { $0.contextPath != nil })
        else { return }
        report.report(
            "with GIT_STRATEGY \"none\" the build takes what another job has left; use fetch or clone",
            at: strategy.valueSpan)
    }

    /// The variable that decides the repository of an image, rather than its registry or its tag.
    private static func chooser(in image: String) -> String? {
        let names = VariableExpansion.names(in: image)
        guard names.count == 1, let name = names.first, !name.hasPrefix("CI_"),
            image == "$" + name || image == "${\(name)}"
        else { return nil }
        return name
    }
}

extension RuleMessage {
    fileprivate static func image(_ name: String) -> Self {
        "whoever starts a pipeline can set \"\(name)\", and so replace the builder; write the image itself"
    }
}
