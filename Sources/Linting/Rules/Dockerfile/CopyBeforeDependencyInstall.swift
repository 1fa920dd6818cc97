import Diagnostics
import GitLabCI

/// See `about`.
package struct CopyBeforeDependencyInstall: Rule {
    package static let about = RuleDescription(
        id: "copy-before-dependency-install", category: .dockerfile, severity: .warning, confidence: .medium,
        summary: "all files are copied before dependencies are installed, so that any change installs them again",
        why: """
            A step is taken from the cache only if nothing before it has changed. `COPY . .` changes with every commit; an install \
            behind it runs in every pipeline, cache or not. Copied first and alone, the files that name the dependencies keep that \
            step cached until they change themselves.
            """,
        remedy: "Copy the lock file first, install, then copy the rest.",
        examples: [
            .bad(
                """
                build:
                  script: >
                    ⟦docker⟧ buildx build --cache-from registry.example.com/app:cache
                    --cache-to type=registry,ref=registry.example.com/app:cache,mode=max --push -t registry.example.com/app .
                """,
                says: """
                    Dockerfile copies all files in line 3 before "npm ci" in line 4, so that the cache never helps it; copy \
                    package.json and package-lock.json first
                    """,
                files: ["Dockerfile": "FROM node:24 AS build\nWORKDIR /app\nCOPY . .\nRUN npm ci && npm run build\n"]),
            .good(
                """
                build:
                  script: >
                    docker buildx build --cache-from registry.example.com/app:cache
                    --cache-to type=registry,ref=registry.example.com/app:cache,mode=max --push -t registry.example.com/app .
                """,
                files: [
                    "Dockerfile":
                        "FROM node:24 AS build\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\nRUN npm run build\n"
                ]),
        ], references: ["https://docs.docker.com/build/cache/optimize/#order-your-layers"])

    /// Commands that install, and the files that decide what.
    private static let installs: [(command: String, files: String)] = [
        ("npm ci", "package.json and package-lock.json"), ("npm install", "package.json and package-lock.json"),
        ("yarn install", "package.json and yarn.lock"), ("pnpm install", "package.json and pnpm-lock.yaml"),
        ("pip install -r", "requirements.txt"), ("poetry install", "pyproject.toml and poetry.lock"),
        ("uv sync", "pyproject.toml and uv.lock"), ("bundle install", "Gemfile and Gemfile.lock"),
        ("composer install", "composer.json and composer.lock"), ("go mod download", "go.mod and go.sum"),
        ("cargo fetch", "Cargo.toml and Cargo.lock"), ("dependency:go-offline", "pom.xml"),
        ("dotnet restore", "the project files"), ("mix deps.get", "mix.exs and mix.lock"),
    ]

    package init() {}

    package func check(_ build: ImageBuild, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        guard !build.cacheImports.isEmpty || !build.cacheExports.isEmpty,
            let dockerfile = build.dockerfile(in: pipeline)
        else { return }
        var copied: [Int: DockerfileText.Instruction] = [:]
        for instruction in dockerfile.instructions {
            if instruction.keyword == "COPY", !instruction.flags.contains(where: { $0.hasPrefix("--from") }),
                instruction.words.dropLast().contains(where: { [".", "./"].contains($0) })
            {
                copied[instruction.stage] = copied[instruction.stage] ?? instruction
            }
            guard instruction.keyword == "RUN", let copy = copied[instruction.stage],
                // A cache mount keeps what was fetched, whatever changed before.
                !instruction.flags.contains(where: { $0.contains("type=cache") }),
                let install = Self.installs.first(where: { instruction.arguments.contains($0.command) })
            else { continue }
            report.report(
                .late(install, dockerfile.file.name, copy.span, instruction.span), at: build.span,
                related: [.init(copy.span, "copies everything"), .init(instruction.span, "installs")])
            return
        }
    }
}

extension RuleMessage {
    fileprivate static func late(
        _ install: (command: String, files: String), _ file: String, _ copy: SourceSpan, _ run: SourceSpan
    ) -> Self {
        """
        \(file) copies all files in line \(copy.startPosition.line) before "\(install.command)" in line \
        \(run.startPosition.line), so that the cache never helps it; copy \(install.files) first
        """
    }
}
