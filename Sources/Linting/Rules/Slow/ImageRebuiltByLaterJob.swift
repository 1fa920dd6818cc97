import Diagnostics
import GitLabCI

/// See `about`.
package struct ImageRebuiltByLaterJob: Rule {
    package static let about = RuleDescription(
        id: "image-rebuilt-by-later-job", category: .slow, severity: .warning, confidence: .medium,
        summary: "two jobs of one pipeline build the same image",
        why: """
            A second build of the same files is time spent twice, and its result is not the image that was tested: base images and \
            packages may have changed in between. What one job has pushed another can use by its digest, and a release is a second \
            name for the same image: `skopeo copy`, `crane tag` or `docker buildx imagetools create` set it without a build.
            """,
        examples: [
            .bad(
                """
                stages: [build, deploy]

                build:
                  stage: build
                  script: docker buildx build --push -t registry.example.com/app:$CI_COMMIT_SHA .

                release:
                  stage: deploy
                  script: ⟦docker⟧ buildx build --push -t registry.example.com/app:stable .
                """,
                says:
                    "job \"build\" builds the same image already; give its image a second name instead of building it again",
                without: [.extends, .anchor]),
            .good(
                """
                stages: [build, deploy]

                build:
                  stage: build
                  script: docker buildx build --push -t registry.example.com/app:$CI_COMMIT_SHA .

                release:
                  stage: deploy
                  script: crane tag registry.example.com/app:$CI_COMMIT_SHA stable
                """),
            .good(
                """
                build:
                  script: docker buildx build --push -t registry.example.com/app:$CI_COMMIT_SHA .
                  rules:
                    - if: $CI_COMMIT_BRANCH

                release:
                  script: docker buildx build --push -t registry.example.com/app:$CI_COMMIT_TAG .
                  rules:
                    - if: $CI_COMMIT_TAG
                """, title: "Jobs that are never in the same pipeline"),
        ], references: ["https://docs.docker.com/reference/cli/docker/buildx/imagetools/create/"])

    package init() {}

    /// What two builds have in common that make the same image.
    private struct Inputs: Hashable {
        let context: String
        let dockerfile: String
        let target: String?
        let arguments: [String]
        let platforms: String?
    }

    package func check(_ pipeline: LintedPipeline, _ report: inout Reporter) {
        var earlier: [Inputs: [LintedJob]] = [:]
        for job in pipeline.jobs where !job.isUncertain && job["parallel"] == nil {
            for build in job.builds where build.isPushed && !build.isOpen {
                guard let inputs = inputs(of: build, job) else { continue }
                let kinds = pipeline.outlook.outlook(of: job).runs
                let same = earlier[inputs, default: []].first { other in
                    other !== job && !pipeline.outlook.outlook(of: other).runs.isDisjoint(with: kinds)
                }
                if let same {
                    report.report(
                        .again(same.name), at: build.span, related: [.init(same.nameSpan, "the first build")])
                }
                earlier[inputs, default: []].append(job)
            }
        }
    }

    /// Nil where a part of them is not known.
    private func inputs(of build: ImageBuild, _ job: LintedJob) -> Inputs? {
        guard let context = build.contextPath, let dockerfile = build.dockerfilePath else { return nil }
        let texts = build.buildArguments.map { "\($0.name)=\($0.value ?? "")" }
        let arguments = texts.compactMap(job.expanded)
        guard arguments.count == texts.count else { return nil }
        return Inputs(
            context: context, dockerfile: dockerfile, target: build.target?.text, arguments: arguments.sorted(),
            platforms: build.platforms?.text)
    }
}

extension RuleMessage {
    fileprivate static func again(_ job: String) -> Self {
        "job \"\(job)\" builds the same image already; give its image a second name instead of building it again"
    }
}
