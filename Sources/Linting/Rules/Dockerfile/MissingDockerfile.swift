import Diagnostics
import GitLabCI
import ShellSyntax

/// See `about`.
package struct MissingDockerfile: Rule {
    package static let about = RuleDescription(
        id: "missing-dockerfile", category: .dockerfile, severity: .error, confidence: .medium,
        summary: "a build names a Dockerfile that the repository does not have",
        why: """
            The build ends with `failed to read dockerfile: open Dockerfile: no such file or directory`. Mostly the file lies in \
            another directory than the context, or `--local dockerfile=` names the wrong one. Only repositories that have other \
            Dockerfiles are looked at, and jobs that neither fetch nor write files.
            """,
        fix: .none,
        examples: [
            .bad(
                """
                build:
                  script: docker build -f ⟦docker/Dockerfile⟧ .
                """,
                says: "there is no \"docker/Dockerfile\" in the repository; it has \"deploy/Dockerfile\"",
                files: ["deploy/Dockerfile": "FROM scratch\nCOPY . /\n"]),
            .bad(
                """
                build:
                  image:
                    name: moby/buildkit:v0.26.2
                    entrypoint: [""]
                  script:
                    - buildctl-daemonless.sh build --frontend dockerfile.v0 --local context=. --local ⟦dockerfile=docker⟧
                """,
                says: "there is no \"docker/Dockerfile\" in the repository; it has \"deploy/Dockerfile\"",
                files: ["deploy/Dockerfile": "FROM scratch\nCOPY . /\n"], isDocumented: false),
            .good(
                """
                build:
                  script: docker build -f deploy/Dockerfile .
                """, files: ["deploy/Dockerfile": "FROM scratch\nCOPY . /\n"]),
            .good(
                """
                build:
                  script:
                    - ./make-dockerfile > docker/Dockerfile
                    - docker build -f docker/Dockerfile .
                """, files: ["deploy/Dockerfile": "FROM scratch\nCOPY . /\n"], title: "The job writes it itself",
                isDocumented: false),
        ], references: ["https://docs.docker.com/reference/cli/docker/buildx/build/#file"])

    /// Commands after which a repository may hold other files.
    private static let fetching: Set<String> = [
        "cd", "git", "curl", "wget", "cp", "mv", "tar", "unzip", "envsubst", "sed", "make", "tee", "cat", "npm",
        "python",
        "python3", "gunzip", "rsync", "ln", "cookiecutter", "pushd", "source", ".", "gomplate", "jinja2",
    ]

    package init() {}

    package func check(_ build: ImageBuild, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        guard let path = build.dockerfilePath, pipeline.dockerfile(at: path) == nil,
            !isBelowFile(path, pipeline), !mayMakeFiles(job, pipeline)
        else { return }
        let names = pipeline.project.paths.filter { path in
            let name = path.split(separator: "/").last.map(String.init) ?? path
            return name == "Dockerfile" || name == "Containerfile" || name.hasPrefix("Dockerfile.")
                || name.hasSuffix(".Dockerfile")
        }
        guard !names.isEmpty else { return }
        report.report(.missing(path, names), at: build.dockerfile?.span ?? build.context?.span ?? build.span)
    }

    /// Whether buildctl was given the file in place of its directory, which another rule finds.
    private func isBelowFile(_ path: String, _ pipeline: LintedPipeline) -> Bool {
        guard let slash = path.lastIndex(of: "/") else { return false }
        let directory = path[..<slash]
        return directory.split(separator: "/").last?.contains("Dockerfile") ?? false
            || pipeline.project.contents(of: String(directory)) != nil
    }

    private func mayMakeFiles(_ job: LintedJob, _ pipeline: LintedPipeline) -> Bool {
        if job["cache"] != nil || job.variables["GIT_STRATEGY"]?.value == "none" { return true }
        let scripts = job.commands.contains { command in
            let isBuild = KnownCommand.buildctlNames.contains(command.name) || command.name == KnownCommand.kaniko
            let isProgramOfTheProject =
                command.name.hasSuffix(".sh") || command.shell.words.first?.text.contains(utf8: "/") ?? false
            return Self.fetching.contains(command.name) || isProgramOfTheProject && !isBuild
                || command.shell.redirections.contains(where: \.writesFile)
        }
        // Artifacts of earlier jobs are unpacked before the script.
        let fetches = pipeline.jobs.contains { $0 !== job && $0["artifacts"] != nil }
        let refuses = job["dependencies"]?.sequence?.isEmpty ?? false
        return scripts || (fetches && !refuses)
    }
}

extension RuleMessage {
    fileprivate static func missing(_ path: String, _ others: [String]) -> Self {
        let names = others.prefix(3).map { "\"\($0)\"" }.joined(separator: ", ")
        return "there is no \"\(path)\" in the repository; it has \(names)\(others.count > 3 ? " and others" : "")"
    }
}
