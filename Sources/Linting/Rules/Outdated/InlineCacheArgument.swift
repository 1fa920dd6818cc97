import Diagnostics
import GitLabCI
import ShellSyntax

/// See `about`.
package struct InlineCacheArgument: Rule {
    package static let about = RuleDescription(
        id: "inline-cache-argument", category: .outdated, severity: .warning,
        summary: "the build argument BUILDKIT_INLINE_CACHE is no way to export cache any more",
        why: """
            The argument was how old versions of Docker were told to write cache into the image. `buildctl` ignores it: nothing is \
            exported, and nothing says so. `docker buildx build` has `--cache-to type=inline` for it. Inline cache holds the layers \
            of the last stage only; a cache of its own in the registry with `mode=max` is better in most cases.
            """,
        fix: .unsafe,
        examples: [
            .bad(
                """
                build:
                  script: buildctl build --frontend dockerfile.v0 --opt ⟦build-arg:BUILDKIT_INLINE_CACHE=1⟧
                """,
                says: "buildctl ignores BUILDKIT_INLINE_CACHE; write --export-cache type=inline",
                fixed: """
                    build:
                      script: buildctl build --frontend dockerfile.v0 --export-cache type=inline
                    """),
            .bad(
                """
                build:
                  script:
                    - docker buildx build --build-arg ⟦BUILDKIT_INLINE_CACHE=1⟧ --push -t registry.example.com/app .
                """,
                says: "BUILDKIT_INLINE_CACHE is the old way to export cache; write --cache-to type=inline",
                fixed: """
                    build:
                      script:
                        - docker buildx build --cache-to type=inline --push -t registry.example.com/app .
                    """, isDocumented: false),
            .good(
                """
                build:
                  script: buildctl build --frontend dockerfile.v0 --export-cache type=inline
                """),
        ], references: ["https://docs.docker.com/build/cache/backends/inline/"])

    package init() {}

    package func check(_ build: ImageBuild, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        guard build.tool == .buildctl || build.tool == .buildx else { return }
        let isBuildctl = build.tool == .buildctl
        for flag in build.line.flags where flag.name == (isBuildctl ? "opt" : "build-arg") {
            guard let value = flag.value, value.text.contains(utf8: "BUILDKIT_INLINE_CACHE"), let last = flag.words.last
            else {
                continue
            }
            let instead = isBuildctl ? "--export-cache type=inline" : "--cache-to type=inline"
            report.report(
                isBuildctl
                    ? "buildctl ignores BUILDKIT_INLINE_CACHE; write \(instead)"
                    : "BUILDKIT_INLINE_CACHE is the old way to export cache; write \(instead)",
                at: build.line.span(value),
                fix: .unsafe(
                    "export the cache by its own flag",
                    build.command.item.edit(flag.range.lowerBound..<last.range.upperBound, instead)))
        }
    }
}
