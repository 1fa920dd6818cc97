import ArgumentParser
import BuildKit
import BuildRequests
import Diagnostics
import Testing

@testable import RunnerCommands

/// What an image of a request file becomes on Docker's command line.
@Suite struct RequestedImageTests {
    private static let job = ImagePlannerTests.gitLab.merging(["CI_COMMIT_SHORT_SHA": "01234567"]) { $1 }

    private func request(
        _ yaml: String, _ environment: [String: String] = job, words: [String] = [], options: [String] = []
    ) throws -> ImageRequest {
        let text = "images:\n-\n" + yaml.split(separator: "\n").map { "  \($0)\n" }.joined()
        let file = RequestFile(SourceFile(name: RequestFile.name, text: text))
        try #require(file.diagnostics.map(\.message).isEmpty)
        let settings = try #require(file.request.completeImages.first)
        let image = RequestedImage(
            settings: settings, variables: JobVariables(environment: environment),
            context: try MetadataContext(environment: environment, now: Instant(seconds: 0)))
        return try image.request(adding: words, try ImageOptions.parse(options))
    }

    @Test func withoutKeysTheDefaultsCount() throws {
        let request = try request("context: .\n")
        #expect(request.name == "r.example/group/app")
        #expect(request.docker.all(.tag) == ["r.example/group/app:01234567", "r.example/group/app:main"])
        #expect(request.docker.isOn(.push) && request.docker.context == ".")
        #expect(request.docker.all(.provenance) == ["false"])
        #expect(request.cache.isSilent && request.takesMetadata && request.digestFile == nil)
    }

    @Test(arguments: [
        ("merge_request_event", "outside-merge-requests", false), ("push", "never", false),
        ("merge_request_event", "always", true), ("push", "outside-merge-requests", true),
    ])
    func itIsPushedWhereTheFileSaysSo(_ source: String, _ push: String, _ isPushed: Bool) throws {
        let environment = Self.job.merging(["CI_PIPELINE_SOURCE": source]) { $1 }
        #expect(try request("push: \(push)\n", environment).docker.isOn(.push) == isPushed)
        #expect(try request("push: \(push)\n", environment, words: ["--push"]).docker.isOn(.push))
        #expect(try request("push: \(push)\n", environment, words: ["--push=false"]).docker.isOn(.push) == false)
    }

    @Test func everyKeyHasItsOption() throws {
        let docker = try request(
            """
            name: [$CI_REGISTRY_IMAGE/api, docker.io/acme/api]
            tags: ["type=raw,value=$EXTRA"]
            context: app
            dockerfile: app/$EXTRA.dockerfile
            target: prod
            build-args: {A: "1,2", B: $$5}
            secrets: [{id: npm, env: NPM_TOKEN}, {id: key, src: "/run/a,b"}]
            ssh: [default]
            platforms: [linux/amd64, linux/arm64]
            provenance: max
            sbom: true
            labels: {l: "x y"}
            annotations: {a: b}
            annotation-levels: [manifest, index]

            """, Self.job.merging(["EXTRA": "x1"]) { $1 }, words: ["--target=test", "--build-arg=C=3"]
        ).docker
        #expect(docker.all(.tag) == ["r.example/group/app/api:x1", "docker.io/acme/api:x1"])
        #expect(docker.context == "app" && docker.last(.file) == "app/x1.dockerfile")
        // The command line comes after the file.
        #expect(docker.last(.target) == "test" && docker.all(.buildArg) == ["A=1,2", "B=$5", "C=3"])
        #expect(docker.all(.secret) == ["id=npm,env=NPM_TOKEN", "id=key,\"src=/run/a,b\""])
        #expect(docker.all(.ssh) == ["default"] && docker.all(.platform) == ["linux/amd64,linux/arm64"])
        #expect(docker.all(.provenance) == ["mode=max"] && docker.all(.sbom) == ["true"])
        #expect(docker.all(.label) == ["l=x y"] && docker.all(.annotation) == ["manifest:a=b", "index:a=b"])
    }

    @Test func theCommandLineSaysMoreOfTheCacheThanTheFile() throws {
        let yaml =
            "cache: {type: registry, ref: $CI_REGISTRY_IMAGE/cache, mode: max, scope: shared, ignore-errors: false}\n"
        let cache = try request(yaml).cache
        #expect(cache.reference == "r.example/group/app/cache" && cache.mode == .max && cache.scope == .shared)
        #expect(cache.ignoresErrors == false)
        let other = try request(yaml, options: ["--cache-mode=min"]).cache
        #expect(other.mode == .min && other.reference == "r.example/group/app/cache")
    }

    @Test(arguments: [
        ("multi-platform: native\nplatforms: [linux/amd64, linux/arm64]\n", "several runners"),
        ("tags: [$NOSUCH]\n", "the request's tags: \"$NOSUCH\" uses NOSUCH, which is not set"),
        ("name: $NOSUCH/app\n", "the request's name: \"$NOSUCH/app\" uses NOSUCH"),
        ("context: $NOSUCH\n", "the request's context"), ("labels: {a: $NOSUCH}\n", "the request's labels"),
        ("secrets: [{id: x, src: $NOSUCH}]\n", "the request's secrets"),
        ("tags: [\"type=raw,value={{nosuch}}\"]\n", "the request's tags: "),
    ])
    func whatOneJobCannotDoIsRefused(_ yaml: String, _ text: String) {
        let error = #expect(throws: PlanError.self) { try request(yaml) }
        #expect(error?.code == .configuration && error?.message.contains(text) == true, "\(error?.message ?? "")")
    }

    @Test func wordsThatDockerRefusesAreTheImages() {
        let error = #expect(throws: PlanError.self) { try request("target: a\n", words: ["--load"]) }
        #expect(error?.message.hasPrefix("image \"r.example/group/app\": the option --load") == true)
    }

    @Test(arguments: ["--iidfile=x", "--metadata-file=x", "--digest-file=x"])
    func oneFileCannotTakeSeveralImages(_ option: String) throws {
        let file = "images: [{name: r.example/a, tags: [x]}, {name: r.example/b, tags: [x]}]\n"
        let line = try ImageCommandLine(["--from", "f.yml", option])
        let machine = Machine.madeUp(files: ["f.yml": file])
        let error = #expect(throws: PlanError.self) {
            _ = try ImageRequests(line, environment: Self.job, machine: machine) { () throws(PlanError) in
                try JobMetadata.context(environment: Self.job)
            }
        }
        #expect(error?.code == .usage && error?.message.hasPrefix(option.prefix { $0 != "=" }) == true)
    }
}
