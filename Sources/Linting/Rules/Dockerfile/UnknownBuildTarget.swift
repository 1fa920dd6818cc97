import Diagnostics
import GitLabCI

/// See `about`.
package struct UnknownBuildTarget: Rule {
    package static let about = RuleDescription(
        id: "unknown-build-target", category: .dockerfile, severity: .error,
        summary: "a build asks for a stage that its Dockerfile does not have",
        why: """
            The build ends with `target stage "x" could not be found`. Stages are named by `FROM image AS name`; a number counts \
            them from 0. A stage that was renamed in the Dockerfile has to be renamed in the pipeline.
            """,
        fix: .unsafe,
        examples: [
            .bad(
                """
                build:
                  script: docker build --target ⟦relase⟧ .
                """,
                says: "Dockerfile has no stage \"relase\"; did you mean \"release\"?",
                fixed: """
                    build:
                      script: docker build --target release .
                    """,
                files: [
                    "Dockerfile":
                        "FROM alpine:3.22 AS build\nRUN make\nFROM scratch AS release\nCOPY --from=build / /\n"
                ]),
            .bad(
                """
                build:
                  script: buildctl build --frontend dockerfile.v0 --local dockerfile=. --opt ⟦target=production⟧
                """,
                says: "Dockerfile has no stage \"production\"; it has \"build\", \"release\"",
                files: [
                    "Dockerfile":
                        "FROM alpine:3.22 AS build\nRUN make\nFROM scratch AS release\nCOPY --from=build / /\n"
                ],
                isDocumented: false),
            .good(
                """
                build:
                  script: docker build --target Release .
                """,
                files: [
                    "Dockerfile":
                        "FROM alpine:3.22 AS build\nRUN make\nFROM scratch AS release\nCOPY --from=build / /\n"
                ]),
        ], references: ["https://docs.docker.com/build/building/multi-stage/"])

    package init() {}

    package func check(_ build: ImageBuild, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        guard let target = build.target, let name = job.expanded(target.text), !name.isEmpty,
            let dockerfile = build.dockerfile(in: pipeline)
        else { return }
        let stages = dockerfile.stages
        // A frontend of another kind may have other rules.
        guard dockerfile.syntax.map({ $0.image.contains("docker/dockerfile") }) ?? true,
            !stages.contains(where: { $0.name?.lowercased() == name.lowercased() }),
            !stages.indices.contains(Int(name) ?? -1)
        else { return }
        let names = stages.compactMap(\.name)
        let near = Suggestion.nearest(to: name, among: names)
        let edit = near.flatMap { near in
            target.span.text == target.text ? TextEdit(target.span, near) : nil
        }
        report.report(
            .noStage(name, in: dockerfile.file.name, near, names), at: target.span,
            fix: .unsafe("name the stage \(near ?? "")", edit))
    }
}

extension RuleMessage {
    fileprivate static func noStage(_ name: String, in file: String, _ near: String?, _ names: [String]) -> Self {
        let advice =
            near.map { "; did you mean \"\($0)\"?" }
            ?? (names.isEmpty
                ? "; none of its stages has a name"
                : "; it has \(names.map { "\"\($0)\"" }.joined(separator: ", "))")
        return "\(file) has no stage \"\(name)\"\(advice)"
    }
}
