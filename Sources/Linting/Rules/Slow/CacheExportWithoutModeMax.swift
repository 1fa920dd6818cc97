import Diagnostics
import GitLabCI
import ShellSyntax

/// See `about`.
package struct CacheExportWithoutModeMax: Rule {
    package static let about = RuleDescription(
        id: "cache-export-without-mode-max", category: .slow, severity: .warning,
        summary: "the cache of a multi-stage build is exported without the layers of its earlier stages",
        why: """
            By default cache is exported with `mode=min`: only the layers that end up in the image. In a multi-stage build those \
            are the last few copies; what takes the time, installing dependencies and compiling, happens in earlier stages and is \
            done again in every pipeline. `mode=max` exports the layers of all stages. GitLab's own recipe leaves it out.
            """,
        fix: .unsafe,
        examples: [
            .bad(
                """
                build:
                  script:
                    - >
                      buildctl build --frontend dockerfile.v0 --local context=. --local dockerfile=.
                      --export-cache ⟦type=registry,ref=registry.example.com/app:cache⟧
                """,
                says: """
                    the cache is exported with mode=min, without the 1 earlier stage of Dockerfile; add mode=max
                    """,
                fixed: """
                    build:
                      script:
                        - >
                          buildctl build --frontend dockerfile.v0 --local context=. --local dockerfile=.
                          --export-cache type=registry,ref=registry.example.com/app:cache,mode=max
                    """,
                files: [
                    "Dockerfile":
                        "FROM golang:1.25 AS build\nRUN go build ./...\nFROM scratch\nCOPY --from=build /app /\n"
                ]),
            .good(
                """
                build:
                  script:
                    - >
                      buildctl build --frontend dockerfile.v0 --local context=. --local dockerfile=.
                      --export-cache type=registry,ref=registry.example.com/app:cache,mode=max
                """,
                files: [
                    "Dockerfile":
                        "FROM golang:1.25 AS build\nRUN go build ./...\nFROM scratch\nCOPY --from=build /app /\n"
                ]),
            .good(
                """
                build:
                  script: docker buildx build --cache-to type=registry,ref=registry.example.com/app:cache .
                """, files: ["Dockerfile": "FROM alpine:3.22\nRUN apk add curl\n"],
                title: "With one stage there is nothing more to export"),
        ],
        references: [
            "https://github.com/moby/buildkit#registry-push-image-and-cache-separately",
            "https://docs.docker.com/build/cache/backends/#cache-mode",
        ])

    package init() {}

    package func check(_ build: ImageBuild, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        let flag = build.tool == .buildctl ? "export-cache" : "cache-to"
        let exports = zip(build.line.values(flag), build.cacheExports)
        for (value, export) in exports where export.type != "inline" && export.attributes["mode"] ?? "min" == "min" {
            guard let dockerfile = build.dockerfile(in: pipeline), dockerfile.stages.count > 1 else { return }
            let title = "export the layers of all stages"
            let end = value.range(ofText: 0..<value.text.utf8.count).upperBound
            // What ends in a substitution may lack its end.
            let isPlain = if case .command? = value.word.parts.last { false } else { true }
            let edit =
                export.attributes["mode"] == nil && isPlain
                ? build.command.item.insertion(",mode=max", at: end) : nil
            report.report(
                .modeMin(dockerfile.stages.count - 1, of: dockerfile.file.name), at: export.span,
                fix: .unsafe(title, edit))
        }
    }
}

extension RuleMessage {
    fileprivate static func modeMin(_ stages: Int, of dockerfile: String) -> Self {
        """
        the cache is exported with mode=min, without the \(stages) earlier stage\(stages == 1 ? "" : "s") of \(dockerfile); \
        add mode=max
        """
    }
}
