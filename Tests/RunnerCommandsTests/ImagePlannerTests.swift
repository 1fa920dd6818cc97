import ArgumentParser
import BuildKit
import Testing

@testable import RunnerCommands

/// What `image` makes of options and GitLab's variables.
@Suite struct ImagePlannerTests {
    /// What GitLab sets in a job for a commit on the default branch.
    static let gitLab = [
        "GITLAB_CI": "true", "CI_REGISTRY": "r.example", "CI_REGISTRY_IMAGE": "r.example/group/app",
        "CI_COMMIT_BRANCH": "main", "CI_DEFAULT_BRANCH": "main", "CI_COMMIT_REF_SLUG": "main",
        "CI_COMMIT_REF_PROTECTED": "true", "CI_COMMIT_SHA": "0123456789abcdef0123456789abcdef01234567",
        "CI_PIPELINE_CREATED_AT": "2026-01-10T00:30:00Z", "CI_PROJECT_URL": "https://gitlab.example/group/app",
        "BUILDX_NO_DEFAULT_ATTESTATIONS": "1",
    ]
    private static let branch = [
        "CI_COMMIT_BRANCH": "fix/1", "CI_COMMIT_REF_SLUG": "fix-1", "CI_COMMIT_REF_PROTECTED": "false",
    ]

    private func plan(
        _ words: String, _ environment: [String: String] = gitLab, proxies: [String: String] = [:],
        terminal: Bool = false
    ) throws -> ImageBuild {
        let line = try ImageCommandLine(ShellWords.split(words))
        let context = try MetadataContext(environment: environment, now: Instant(seconds: 0))
        let requests = try ImageRequests(line, environment: environment, machine: .madeUp()) { context }
        let request = try #require(requests.images.first)
        return try ImagePlanner(
            environment: environment, proxies: proxies, context: context, workDirectory: "/w",
            isTerminal: terminal, isQuiet: false
        ).plan(request, index: 0)
    }

    /// The values of an option of buildctl.
    private func values(_ option: String, _ build: ImageBuild) -> [String] {
        let words = build.call.arguments
        return zip(words, words.dropFirst()).filter { $0.0 == option }.map(\.1)
    }

    @Test(arguments: [
        ("-t r.example/Group/app", "--tag \"r.example/Group/app\": \"Group\" cannot be part of an image name"),
        ("-t r.example/app:a+b", "--tag \"r.example/app:a+b\": \"a+b\" is not a tag"),
    ])
    func aNameThatNoRegistryTakesIsRefusedBeforeTheBuild(_ words: String, _ text: String) {
        #expect { try plan("\(words) --push .") } throws: { error in
            let error = error as? PlanError
            return error?.code == .usage && error?.message.hasPrefix(text) == true
        }
    }

    @Test func withoutOptionsGitLabsVariablesSayAll() throws {
        let build = try plan("--push .")
        #expect(build.observed.tags == ["r.example/group/app:main"])
        #expect(build.observed.dockerfile == "Dockerfile")
        #expect(values("--output", build) == ["type=image,name=r.example/group/app:main,push=true"])
        #expect(values("--import-cache", build) == ["type=registry,ref=r.example/group/app:buildcache"])
        #expect(
            values("--export-cache", build)
                == ["type=registry,ref=r.example/group/app:buildcache,mode=max,ignore-error=true"])
        #expect(values("--metadata-file", build) == ["/w/image-0.json"])
        #expect(values("--progress", build) == ["rawjson"])
        let labels = values("--opt", build).filter { $0.hasPrefix("label:") }
        #expect(
            labels == [
                "label:org.opencontainers.image.created=2026-01-10T00:30:00.000Z",
                "label:org.opencontainers.image.revision=0123456789abcdef0123456789abcdef01234567",
                "label:org.opencontainers.image.source=https://gitlab.example/group/app",
                "label:org.opencontainers.image.url=https://gitlab.example/group/app",
                "label:org.opencontainers.image.version=main",
            ])
    }

    @Test func ownLabelsOverrideThoseOfGitLab() throws {
        let labels = values("--opt", try plan("--label org.opencontainers.image.url=x ."))
            .filter { $0.contains("image.url") }
        #expect(labels.last == "label:org.opencontainers.image.url=x")
    }

    @Test func withoutMetadataThereAreNeitherTagsNorLabels() throws {
        let build = try plan("--no-meta .")
        #expect(build.observed.tags.isEmpty && build.observed.name == ".")
        #expect(values("--opt", build).allSatisfy { !$0.hasPrefix("label:") })
    }

    @Test func outsideOfAJobItIsDockersCommand() throws {
        let build = try plan("-t r.example/a:1 --push d", ["BUILDX_NO_DEFAULT_ATTESTATIONS": "1"])
        #expect(values("--opt", build).isEmpty)
        #expect(values("--output", build) == ["type=image,name=r.example/a:1,push=true"])
        #expect(values("--export-cache", build).isEmpty)
    }

    // MARK: Cache

    @Test func anUnprotectedBranchReadsItsOwnCacheAndThatOfTheDefaultBranch() throws {
        let build = try plan("--push .", Self.gitLab.merging(Self.branch) { $1 })
        #expect(
            values("--import-cache", build) == [
                "type=registry,ref=r.example/group/app:buildcache-fix-1",
                "type=registry,ref=r.example/group/app:buildcache",
            ])
        #expect(values("--export-cache", build).isEmpty)
        #expect(build.facts.contains(.init(name: "cache", value: "not written, since the branch is not protected")))
    }

    @Test(arguments: [
        (
            "--cache-export always", ["ref=r.example/group/app:buildcache-fix-1"],
            "type=registry,ref=r.example/group/app:buildcache-fix-1,mode=max,ignore-error=true"
        ),
        (
            "--cache-export always --cache-scope shared --cache-mode min --cache-ignore-errors false", [],
            "type=registry,ref=r.example/group/app:buildcache,mode=min"
        ),
        (
            "--cache-export=always --cache-profile ecr --cache-ref r.example/cache",
            ["ref=r.example/cache:buildcache-fix-1"],
            "type=registry,ref=r.example/cache:buildcache-fix-1,mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true"
        ), ("--cache none", nil, nil), ("--cache inline", nil, "type=inline"),
        ("--cache inline", ["ref=r.example/group/app:fix-1"], "type=inline"),
        ("--cache inline --cache-ref r.example/app:base", [], "type=inline"),
        ("--cache-from type=local,src=c", nil, nil),
    ])
    func theCacheIsAsItIsSaid(_ options: String, _ own: [String]?, _ export: String?) throws {
        let build = try plan("\(options) .", Self.gitLab.merging(Self.branch) { $1 })
        let imports = values("--import-cache", build)
        if let own { #expect(imports.dropLast() == own.map { "type=registry,\($0)" }) }
        if options.contains("--cache-from") { #expect(imports == ["type=local,src=c"]) }
        #expect(values("--export-cache", build) == (export.map { [$0] } ?? []))
    }

    /// Names are compared as references, since Docker Hub's may be short; the default branch's tag may be of either spelling.
    @Test func anInlineCacheIsReadFromTheImagesOwnTagsAndThoseOfTheDefaultBranch() throws {
        let build = try plan("--cache inline -t acme/app:1 -t r.example/other:1 .", ["CI_DEFAULT_BRANCH": "Main"])
        #expect(
            values("--import-cache", build)
                == ["acme/app:1", "docker.io/acme/app:Main", "docker.io/acme/app:main"].map {
                    "type=registry,ref=\($0)"
                })
    }

    @Test func aTagReadsAndDoesNotWrite() throws {
        var environment = Self.gitLab
        environment["CI_COMMIT_BRANCH"] = nil
        environment["CI_COMMIT_TAG"] = "v1.2"
        environment["CI_COMMIT_REF_SLUG"] = "v1-2"
        let build = try plan("--push .", environment)
        #expect(build.observed.tags == ["r.example/group/app:v1.2", "r.example/group/app:latest"])
        #expect(values("--import-cache", build) == ["type=registry,ref=r.example/group/app:buildcache"])
        #expect(values("--export-cache", build).isEmpty)
    }

    @Test(arguments: ["-t app:1", "-t alpine", "--no-meta"])
    func withoutAKnownRegistryThereIsNoCache(_ options: String) throws {
        let build = try plan("\(options) .")
        #expect(build.facts.contains(.init(name: "cache", value: "none, since no registry is known")))
        #expect(values("--import-cache", build).isEmpty)
    }

    @Test func withoutCacheNothingIsReadAndTheNewIsWritten() throws {
        let build = try plan("--no-cache .")
        #expect(values("--import-cache", build).isEmpty)
        #expect(values("--export-cache", build).count == 1)
    }

    // MARK: Secrets

    @Test func aSecretStandsInTheEnvironmentAndNotOnTheCommandLine() throws {
        let secret = "s3cret-value"
        let environment = Self.gitLab.merging(["NPM_TOKEN": secret, "OTHER": "x"]) { $1 }
        let build = try plan(
            "--build-arg NPM_TOKEN --build-arg PLAIN=\(secret)/x --build-arg OTHER --build-arg P=http://u:pw@proxy .",
            environment, proxies: ["HTTP_PROXY": "http://user:pw@proxy:3128"])
        #expect(!build.call.arguments.contains { $0.contains(secret) || $0.contains("pw@") })
        for name in ["NPM_TOKEN", "PLAIN", "P", "HTTP_PROXY"] {
            #expect(build.call.arguments.contains("build-arg:\(name)"))
        }
        #expect(build.call.arguments.contains("build-arg:OTHER=x"))
        #expect(build.call.environment["NPM_TOKEN"] == secret)
        #expect(build.call.environment["PLAIN"] == "\(secret)/x")
        #expect(!build.facts.contains { $0.value.contains(secret) })
    }

    @Test(arguments: [
        "https://user:hidden-pw@git.example/x.git", "--label l=s3cret-value .",
        "--cache-to type=s3,secret_access_key=s3cret-value .",
    ])
    func aSecretThatCanStandNowhereElseIsRefused(_ words: String) throws {
        let error = #expect(throws: PlanError.self) {
            try plan(words, Self.gitLab.merging(["A_TOKEN": "s3cret-value"]) { $1 })
        }
        let remedy = words.hasPrefix("--cache-to") ? "leave secret_access_key out" : "--secret id="
        #expect(error?.message.contains(remedy) == true)
        #expect(error?.message.contains("s3cret-value") == false && error?.message.contains("hidden-pw") == false)
    }

    // MARK: Display and files

    @Test(arguments: [
        ("--progress plain", false, ProgressDisplay.lines), ("--progress rawjson", true, .json),
        ("", true, .terminal(trace: "/w/trace-0.jsonl")),
        ("--progress=tty", false, .terminal(trace: "/w/trace-0.jsonl")),
        ("-q", true, .quiet), ("--progress none", true, .quiet),
    ])
    func whoShowsTheProgress(_ options: String, _ terminal: Bool, _ display: ProgressDisplay) throws {
        let build = try plan("\(options) .", terminal: terminal)
        #expect(build.display == display)
        let client = if case .terminal = display { "tty" } else { "rawjson" }
        #expect(values("--progress", build) == [client])
    }

    @Test func theFilesOfTheResult() throws {
        let results = try plan("--digest-file d --iidfile i --metadata-file m -q .").results
        #expect(
            results
                == ResultFiles(
                    clientMetadata: "/w/image-0.json", metadataFile: "m", iidFile: "i", digestFile: "d", printsID: true)
        )
    }

    @Test func aCallIsNoBuild() throws {
        let build = try plan("--check .")
        // One call looks whether the Dockerfile can be read, the other prints the findings.
        #expect(values("--opt", build).contains("requestid=frontend.outline"))
        #expect(build.check?.arguments.contains("requestid=frontend.lint") == true)
        #expect(values("--import-cache", build).isEmpty && values("--metadata-file", build).isEmpty)
    }
}
