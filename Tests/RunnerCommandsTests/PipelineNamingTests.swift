import BuildKit
import Testing

@testable import RunnerCommands

@Suite struct PipelineNamingTests {
    private static let job = ImagePlannerTests.gitLab

    private func naming(
        _ image: String?, _ environment: [String: String] = job, hasContext: Bool = true
    ) throws -> PipelineNaming {
        let context = hasContext ? try MetadataContext(environment: environment, now: Instant(seconds: 0)) : nil
        return try PipelineNaming(image: image, environment: environment, context: context)
    }

    @Test func aJobGivesTagsAndLabels() throws {
        let naming = try naming("r.example/group/app")
        #expect(naming.tags == ["r.example/group/app:main"])
        #expect(naming.labels.contains("org.opencontainers.image.version=main"))
        #expect(naming.warnings.isEmpty)
    }

    /// The tags are given already.
    @Test func withoutAnImageThereAreLabelsOnly() throws {
        let naming = try naming(nil)
        #expect(naming.tags.isEmpty && !naming.labels.isEmpty)
    }

    @Test func outsideOfAJobThereAreNoLabels() throws {
        var environment = Self.job
        environment["GITLAB_CI"] = nil
        #expect(try naming(nil, environment) == (try naming(nil, [:], hasContext: false)))
        let named = try naming("r.example/a", environment)
        #expect(named.tags == ["r.example/a:main"] && named.labels.isEmpty)
    }

    /// `--no-meta`
    @Test func withoutAContextThereIsNothing() throws {
        let naming = try naming("r.example/a", hasContext: false)
        #expect(naming.tags.isEmpty && naming.labels.isEmpty && naming.warnings.isEmpty)
    }

    /// The rules are those of docker/metadata-action: names are made lower case, tags are rewritten.
    @Test func namesAndTagsAreMadeFit() throws {
        let branch = [
            "CI_COMMIT_BRANCH": "Fix/Größe #1", "CI_COMMIT_REF_NAME": "Fix/Größe #1", "CI_DEFAULT_BRANCH": "main",
        ]
        let naming = try naming("r.example/Group/App", Self.job.merging(branch) { $1 })
        #expect(naming.tags == ["r.example/group/app:Fix-Gr-e-1"])
    }

    @Test func anImageNameThatCannotBeIsRefused() {
        let error = #expect(throws: PlanError.self) { try naming("r.example/a b") }
        #expect(error?.code == .configuration && error?.message.contains("r.example/a b") == true)
    }
}
