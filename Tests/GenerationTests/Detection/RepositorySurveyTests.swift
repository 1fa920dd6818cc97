import BuildRequests
import GitLabCI
import Testing

@testable import Generation

struct RepositorySurveyTests {
    private static func survey(_ files: [String: String]) -> RepositorySurvey {
        RepositorySurvey(MemoryProject(texts: files))
    }

    private static func image(_ dockerfile: String, _ text: String, beside files: [String]) -> RepositorySurvey.Image? {
        survey(Dictionary(uniqueKeysWithValues: files.map { ($0, "") } + [(dockerfile, text)])).images.first
    }

    @Test func `one Dockerfile is the image of the project`() {
        let survey = Self.survey(["Dockerfile": "FROM scratch\nCOPY main.c /\n", "main.c": ""])
        #expect(
            survey.images == [
                .init(dockerfile: "Dockerfile", context: ".", name: "$CI_REGISTRY_IMAGE", changes: nil)
            ])
        #expect(!survey.hasPipeline)
        let request = survey.request(mode: .service, images: survey.images)
        #expect(request.mode == .service)
        #expect(request.images?.count == 1)
        #expect(request.images?[0].inputs == BuildInputs())
    }

    @Test func `several Dockerfiles are several images with their own changes`() {
        let survey = Self.survey([
            "Dockerfile": "FROM scratch\nCOPY . /\n", "services/api/Dockerfile": "FROM scratch\nCOPY . /\n",
            "services/api/main.go": "", "web/Containerfile": "FROM scratch\nCOPY site /site\n",
            "web/site/index.html": "",
            "docker/worker.Dockerfile": "FROM scratch\nCOPY lib/ jobs /app/\n", "lib/a": "", "jobs/b": "",
        ])
        #expect(
            survey.images == [
                .init(dockerfile: "Dockerfile", context: ".", name: "$CI_REGISTRY_IMAGE", changes: nil),
                .init(
                    dockerfile: "docker/worker.Dockerfile", context: ".", name: "$CI_REGISTRY_IMAGE/worker",
                    changes: ["lib/**/*", "jobs/**/*", "docker/worker.Dockerfile"]),
                .init(
                    dockerfile: "services/api/Dockerfile", context: "services/api", name: "$CI_REGISTRY_IMAGE/api",
                    changes: ["services/api/**/*"]),
                .init(
                    dockerfile: "web/Containerfile", context: "web", name: "$CI_REGISTRY_IMAGE/web",
                    changes: ["web/**/*"]),
            ])
        let images = survey.request(mode: .daemonless, images: survey.images).images ?? []
        #expect(images.map(\.inputs.dockerfile) == [nil, "docker/worker.Dockerfile", nil, "web/Containerfile"])
        #expect(images.map(\.inputs.context) == [nil, nil, "services/api", "web"])
    }

    @Test func `names stay apart`() {
        let text = "FROM scratch\n"
        let survey = Self.survey([
            "a/app/Dockerfile": text, "b/app/Dockerfile": text, "c/Dockerfile": text, "c/Dockerfile.debug": text,
        ])
        #expect(
            survey.images.map(\.name) == ["a-app", "b-app", "c", "debug"].map { "$CI_REGISTRY_IMAGE/\($0)" })
    }

    @Test(arguments: [
        "Dockerfile.dockerignore", "Dockerfile.j2", "node_modules/x/Dockerfile", "vendor/Dockerfile", "MyDockerfile",
        "Dockerfile/readme",
    ])
    func `what only looks like a Dockerfile is none`(_ path: String) {
        let survey = Self.survey([path: "FROM scratch\n"])
        #expect(survey.images.isEmpty)
        #expect(survey.leftOut.isEmpty)
    }

    @Test func `a file without FROM is none, and those of tests are left out`() {
        let survey = Self.survey(["Dockerfile": "# FROM scratch\n", "tests/e2e/Dockerfile": "from scratch\n"])
        #expect(survey.images.isEmpty)
        #expect(survey.leftOut.map(\.path) == ["tests/e2e/Dockerfile"])
        #expect(survey.leftOut.map(\.directory) == ["tests"])
    }

    @Test(arguments: [
        ("COPY src /src\n", ["src/a", "docker/x"], "."), ("COPY x /\n", ["docker/x"], "docker"),
        ("COPY . /\n", ["src/a"], "."), ("COPY . /\n", ["docker/app.conf"], "docker"),
        ("COPY --from=build /out /\nCOPY [\"s rc\", \"/\"]\n", ["s rc/a"], "."),
        ("COPY $X /\nADD https://example.com/a /\n", ["a"], "docker"), ("COPY *.c /\n", ["main.c"], "."),
        ("COPY --chown=1:1 go.* ./src/ /\n", ["go.mod", "src/a"], "."), ("COPY absent /\n", ["a"], "docker"),
        ("COPY <<EOF /a\nhello\nEOF\n", ["hello"], "docker"),
    ])
    func `the context is the nearest directory with all that is copied`(
        _ text: String, _ files: [String], _ expected: String
    ) {
        #expect(Self.image("docker/Dockerfile", "FROM scratch\n" + text, beside: files)?.context == expected)
    }

    @Test func `caches of package managers are advised where they are used without one`() {
        let survey = Self.survey([
            "go.mod": "", "package.json": "",
            "Dockerfile": """
            FROM golang
            RUN cd /src && go build ./...
            RUN --mount=type=cache,target=/root/.npm npm ci
            RUN cargo build
            RUN echo "cargo go builder"
            """,
        ])
        #expect(
            survey.advice == [
                "Dockerfile:2: Go: \"go build\" would keep its downloads by RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build"
            ])
    }
}
