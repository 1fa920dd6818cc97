import Diagnostics
import GitLabCI

/// See `about`.
package struct ContextWithoutDockerignore: Rule {
    package static let about = RuleDescription(
        id: "context-without-dockerignore", category: .slow, severity: .warning, confidence: .medium,
        summary: "a large repository is copied into a build whole, and there is no .dockerignore",
        why: """
            `COPY . .` sends every file of the context to the daemon, and any change in any of them ends the use of the cache from \
            there on: a corrected README compiles everything again. A `.dockerignore` that leaves out what the image does not need, \
            `.git` first, makes builds smaller and hits the cache more often.
            """,
        remedy:
            "Write a `.dockerignore` beside the Dockerfile with `.git`, documentation, tests' data, and build output.",
        examples: [
            .bad(
                """
                build:
                  script: docker buildx build --push -t registry.example.com/app ⟦.⟧
                """,
                says: """
                    "COPY . ." takes the whole repository, 6 MB in 3 files, and no .dockerignore leaves anything out; write one
                    """,
                files: [
                    "Dockerfile": "FROM scratch\nCOPY . .\n", "data/film.bin": String(repeating: "0", count: 6_000_000),
                ]),
            .good(
                """
                build:
                  script: docker buildx build --push -t registry.example.com/app .
                """,
                files: [
                    "Dockerfile": "FROM scratch\nCOPY . .\n", ".dockerignore": "data\n.git\n",
                    "data/film.bin": String(repeating: "0", count: 6_000_000),
                ]),
            .good(
                """
                build:
                  script: docker buildx build --push -t registry.example.com/app .
                """, files: ["Dockerfile": "FROM scratch\nCOPY . .\n"], title: "A small repository"),
        ], references: ["https://docs.docker.com/build/concepts/context/#dockerignore-files"])

    /// Below it sending everything takes no time worth a file.
    private static let limit = 5_000_000

    package init() {}

    package func check(_ build: ImageBuild, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        guard let context = build.context, let directory = build.contextPath,
            let path = build.dockerfilePath, let dockerfile = build.dockerfile(in: pipeline),
            dockerfile.copiesContext
        else { return }
        let project = pipeline.project
        let ignored = ImageBuild.join(directory, ".dockerignore")
        guard project.contents(of: ignored) == nil, project.contents(of: path + ".dockerignore") == nil else { return }
        let paths = project.paths.filter { directory.isEmpty || $0.hasPrefix(directory + "/") }
        let size = paths.reduce(0) { $0 + (project.size(of: $1) ?? 0) }
        guard size >= Self.limit else { return }
        report.report(.whole(megabytes: size / 1_000_000, files: paths.count), at: context.span)
    }
}

extension DockerfileText {
    /// Whether an instruction copies everything.
    fileprivate var copiesContext: Bool {
        instructions.contains { instruction in
            ["COPY", "ADD"].contains(instruction.keyword)
                && !instruction.flags.contains { $0.hasPrefix("--from") }
                && instruction.words.dropLast().contains { [".", "./", "/", "*"].contains($0) }
        }
    }
}

extension RuleMessage {
    fileprivate static func whole(megabytes: Int, files: Int) -> Self {
        """
        "COPY . ." takes the whole repository, \(megabytes) MB in \(files) files, and no .dockerignore leaves anything out; \
        write one
        """
    }
}
