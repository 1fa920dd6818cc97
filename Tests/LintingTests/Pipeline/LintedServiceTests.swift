import Diagnostics
import GitLabCI
import Linting
import Testing

@Suite struct LintedServiceTests {
    /// What the function of GitLab Runner 19.4 that makes the names gave for these images.
    private static let derived = [
        "docker:28.5.1-dind": ["docker"],
        "moby/buildkit": ["moby__buildkit", "moby-buildkit"],
        "docker.io/moby/buildkit:v1@sha256:\(digest)": ["docker.io__moby__buildkit", "docker.io-moby-buildkit"],
        "mirror.example.com/docker:28-dind": ["mirror.example.com__docker", "mirror.example.com-docker"],
        "mirror.example.com:5000/docker:28-dind": ["mirror.example.com__docker", "mirror.example.com-docker"],
        "mirror.example.com:5000/a/docker": ["mirror.example.com__a__docker", "mirror.example.com-a-docker"],
        "localhost:5000/a@sha256:\(digest)": ["localhost__a", "localhost-a"],
        "my_reg.x/a__b:1": ["my_reg.x__a__b", "my_reg.x-a__b"],
    ]
    private static let digest = String(repeating: "0123456789abcdef", count: 4)

    @Test(arguments: derived.keys.sorted()) func namesOfTheImage(_ image: String) throws {
        let service = try service("\"\(image)\"")
        #expect(Set(try #require(service.hostNames)) == Set(Self.derived[image] ?? []))
    }

    @Test func aliasesComeBesides() throws {
        let service = try service("{name: moby/buildkit, alias: \"one, two  three\"}")
        #expect(service.hostNames == ["one", "two", "three", "moby__buildkit", "moby-buildkit"])
    }

    private func service(_ text: String) throws -> LintedService {
        let file = SourceFile(name: ".gitlab-ci.yml", text: "job:\n  services: [\(text)]\n  script: make\n")
        let project = MemoryProject(texts: [:])
        let report = PipelineLoader(LoadingEnvironment(files: project)).load(file)
        let pipeline = try #require(LintedPipeline(report, of: file, in: project, isComponent: false))
        return try #require(pipeline.job(named: "job")?.services.first)
    }
}
