import BuildKit
import BuildRequests

@testable import Generation

/// A random combination of options that go together, the same for the same seed.
struct OptionMix {
    let sample: Sample?

    private typealias Change = @Sendable (inout BuildRequest, inout ImageSettings) -> Void

    /// Each may be combined with every other; where the mode forbids one, the combination is passed over.
    private static let changes: [Change] = [
        { request, _ in request.builder.privileged = true },
        { request, _ in request.builder.daemonFlags = ["--oci-worker-gc=false"] },
        { request, _ in request.builder.tls = BuilderSettings.TLS.none },
        { request, _ in request.builder.tlsServerName = "builder" },
        { request, _ in request.builder.kubeContext = "a/b:c" },
        { request, _ in request.builder.workload = "pod/buildkitd" },
        { request, _ in request.builder.workload = "deployment/buildkitd" },
        { request, _ in request.builder.readyTimeout = "30s" },
        { request, _ in
            request.registries.logins = [
                .gitlab, .named(host: "docker.io", userVariable: "USER_NAME", passwordVariable: "USER_PASSWORD"),
            ]
        },
        { request, _ in request.registries.logins = [.dependencyProxy] },
        { request, _ in request.registries.mirrors = ["docker.io": ["$CI_DEPENDENCY_PROXY_GROUP_IMAGE_PREFIX"]] },
        { request, _ in request.registries.plainHTTP = ["$REGISTRY_HOST"] },
        { request, _ in request.registries.certificateAuthority = "${CA_FILE}" },
        { request, _ in request.registries.httpProxy = "http://proxy:3128" },
        { _, image in image.naming.names = ["$CI_REGISTRY_IMAGE/a", "docker.io/acme/a"] },
        { _, image in image.naming.tags = ["latest", "v$CI_PIPELINE_IID"] },
        { _, image in image.naming.tags = ["type=ref,event=branch", "type=sha,format=long"] },
        { _, image in image.naming.tags = ["type=raw,value={{branch}}-{{sha}}"] },
        { _, image in image.naming.flavor = ["latest=true", "prefix=p-,onlatest=true"] },
        { _, image in image.naming.labels = ["k": "v w", "$": "`id` \"x\" 'y' \\"] },
        { _, image in image.naming.annotations = ["k": "a,b \"c\" $CI_COMMIT_TITLE"] },
        { _, image in image.naming.push = .always },
        { _, image in image.naming.push = .never },
        { _, image in image.inputs.context = "dir with space" },
        { _, image in image.inputs.dockerfile = "build/Dockerfile.prod" },
        { _, image in image.inputs.target = "prod" },
        { _, image in image.inputs.buildArguments = ["A": "1", "B": "$CI_COMMIT_SHA", "C": "x'y"] },
        { _, image in image.inputs.secrets = [SecretSource(id: "t", origin: .variable("API_TOKEN"))] },
        { _, image in image.inputs.ssh = ["default=$SSH_KEY", "other=$OTHER_KEY"] },
        { _, image in image.inputs.platforms = ["linux/arm64"] },
        { _, image in
            image.inputs.platforms = ["linux/amd64", "linux/arm/v7"]
            image.inputs.multiPlatform = .native
        },
        { _, image in image.inputs.provenance = .max },
        { _, image in image.inputs.sbomGenerator = "docker.io/docker/scout-sbom-indexer:1" },
        { _, image in image.cache.type = CacheSettings.CacheType.none },
        { _, image in
            image.cache.type = .inline
            image.cache.reference = "$CI_REGISTRY_IMAGE:latest"
        },
        { _, image in image.cache.scope = .shared },
        { _, image in image.cache.export = .never },
        { _, image in image.cache.export = .always },
        { _, image in image.cache.mode = .min },
        { _, image in image.cache.profile = .harbor },
        { _, image in image.cache.reference = "registry.example.com/cache/app" },
        { _, image in image.job.runFor = [.tags] },
        { _, image in image.job.runFor = [.schedules, .defaultBranch] },
        { _, image in image.job.changes = ["src/**/*"] },
        { _, image in image.job.timeout = "2h" },
        { _, image in image.job.retry = 1 },
        { _, image in image.job.stage = "package" },
        { _, image in image.job.runnerTags = ["large"] },
    ]

    init(seed: Int) {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
        func number(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(truncatingIfNeeded: state >> 33) % count
        }
        var request = BuildRequest()
        request.mode = BuildRequest.Mode.allCases[number(BuildRequest.Mode.allCases.count)]
        request.runner = BuildRequest.Runner.allCases[number(BuildRequest.Runner.allCases.count)]
        Sample.makePossible(&request)
        // Changes that the request so far does not allow are taken back, so that many go together.
        var image = ImageSettings()
        for _ in 0..<12 {
            var changed = request
            var changedImage = image
            Self.changes[number(Self.changes.count)](&changed, &changedImage)
            changed.images = changedImage == ImageSettings() ? nil : [changedImage]
            guard (try? Plan(changed)) != nil else { continue }
            request = changed
            image = changedImage
        }
        sample = Sample("mix-\(seed)", request)
    }

    /// Mixes in which every two options that go together do so, for each mode and runner.
    static let pairwise: [Sample] = BuildRequest.Mode.allCases.flatMap { mode in
        BuildRequest.Runner.allCases.flatMap { runner in pairwise(mode, runner) }
    }

    /// Each mix begins with a pair that none has had, and takes up every option that brings another such pair.
    private static func pairwise(_ mode: BuildRequest.Mode, _ runner: BuildRequest.Runner) -> [Sample] {
        var open: [Set<Int>] = changes.indices.map { first in Set(changes.indices.filter { $0 > first }) }
        func isOpen(_ one: Int, _ other: Int) -> Bool { open[min(one, other)].contains(max(one, other)) }
        var samples: [Sample] = []
        while let first = open.indices.first(where: { !open[$0].isEmpty }), let second = open[first].min() {
            open[first].remove(second)
            var request = BuildRequest()
            (request.mode, request.runner) = (mode, runner)
            Sample.makePossible(&request)
            var image = ImageSettings()
            var taken: [Int] = []
            func take(_ index: Int) -> Bool {
                var (changed, changedImage) = (request, image)
                changes[index](&changed, &changedImage)
                changed.images = changedImage == ImageSettings() ? nil : [changedImage]
                guard changed != request, (try? Plan(changed)) != nil else { return false }
                (request, image) = (changed, changedImage)
                taken.append(index)
                return true
            }
            // What the two exclude, they exclude in whatever order.
            guard take(first), take(second) else { continue }
            for index in changes.indices where taken.count < 12 && taken.contains(where: { isOpen($0, index) }) {
                _ = take(index)
            }
            for one in taken { for other in taken where other > one { open[one].remove(other) } }
            samples.append(Sample("\(mode.rawValue)-\(runner.rawValue)-\(samples.count)", request))
        }
        return samples
    }
}
