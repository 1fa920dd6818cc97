import BuildKit
import BuildRequests

@testable import Generation

/// Requests that between them use every option of the generator.
struct Sample: Sendable, CustomStringConvertible {
    let name: String
    let request: BuildRequest
    var description: String { name }

    init(
        _ name: String, _ mode: BuildRequest.Mode,
        _ change: (inout BuildRequest, inout ImageSettings) -> Void = { _, _ in }
    ) {
        self.name = name
        var request = BuildRequest()
        var image = ImageSettings()
        request.mode = mode
        Sample.makePossible(&request)
        change(&request, &image)
        if image != ImageSettings() { request.images = [image] }
        self.request = request
    }

    init(_ name: String, _ request: BuildRequest) {
        self.name = name
        self.request = request
    }

    /// Sets what a mode cannot do without.
    static func makePossible(_ request: inout BuildRequest) {
        if request.mode == .remote { request.builder.address = "tcp://buildkitd.example.com:1234" }
        if request.mode == .kubernetes { request.builder.image = "$CI_REGISTRY_IMAGE/buildkit-kubectl:1.0" }
        if request.runner == .buildkitRun { request.builder.image = "$CI_REGISTRY_IMAGE/buildkit-run:1.0" }
    }

    /// Each mode with each runner, nothing else said.
    static let plain: [Sample] = BuildRequest.Mode.allCases.flatMap { mode in
        BuildRequest.Runner.allCases.map { runner in
            Sample("\(mode.rawValue)-\(runner.rawValue)", mode) { request, _ in
                request.runner = runner
                makePossible(&request)
            }
        }
    }

    /// Whole pipelines that are looked at by people.
    static let recorded: [Sample] =
        plain + [
            Sample("daemonless-privileged", .daemonless) { request, _ in
                request.builder.privileged = true
                request.builder.daemonFlags = ["--oci-worker-snapshotter=native"]
            },
            Sample("service-registries", .service) { request, image in
                request.registries.logins = [
                    .gitlab, .dependencyProxy,
                    .named(host: "docker.io", userVariable: "HUB_USER", passwordVariable: "HUB_TOKEN"),
                ]
                request.registries.mirrors = ["docker.io": ["mirror.example.com", "$CI_REGISTRY"]]
                request.registries.plainHTTP = ["registry.local:5000"]
                request.registries.certificateAuthority = "$CA_BUNDLE"
                request.registries.httpsProxy = "http://proxy.example.com:3128"
                request.registries.noProxy = "localhost,$CI_REGISTRY"
                image.cache.type = CacheSettings.CacheType.none
            },
            Sample("daemonless-registries", .daemonless) { request, image in
                request.registries.logins = [
                    .named(host: "$ECR_HOST", userVariable: "ECR_USER", passwordVariable: "ECR_PASSWORD")
                ]
                request.registries.mirrors = ["docker.io": ["mirror.example.com"]]
                request.registries.plainHTTP = ["docker.io"]
                request.registries.certificateAuthority = "$CA_BUNDLE"
                image.cache.profile = .ecr
                image.cache.export = .always
                image.cache.ignoresErrors = false
            },
            Sample("inputs", .daemonless) { _, image in
                image.naming.labels = ["org.opencontainers.image.revision": "$CI_COMMIT_SHA", "a b": "it's \"q\""]
                image.naming.annotations = ["org.opencontainers.image.title": "A, B \"$CI_PROJECT_TITLE\""]
                image.naming.annotationLevels = [.manifest, .index]
                image.naming.push = .always
                image.inputs.target = "final"
                image.inputs.buildArguments = ["VERSION": "$CI_COMMIT_TAG", "MODE": "a b"]
                image.inputs.secrets = [
                    SecretSource(id: "npm", origin: .variable("NPM_TOKEN")),
                    SecretSource(id: "netrc", origin: .file("$NETRC")),
                ]
                image.inputs.ssh = ["default=$SSH_KEY"]
                image.inputs.provenance = .max
                image.inputs.sbom = true
                image.cache.type = .inline
            },
            Sample("tag-rules-stock", .daemonless) { _, image in
                image.naming.tags = [
                    "type=schedule", "type=edge,branch=main", "type=ref,event=branch", "type=ref,event=tag",
                    "type=ref,event=mr", "type=sha", "type=raw,value=latest,enable={{is_default_branch}}",
                ]
                image.naming.flavor = ["latest=auto", "suffix=-alpine"]
            },
            Sample("tag-rules-buildkit-run", .daemonless) { request, image in
                request.runner = .buildkitRun
                makePossible(&request)
                image.naming.tags = ["type=semver,pattern={{version}}", "type=ref,event=branch"]
                image.naming.flavor = ["latest=auto"]
            },
            Sample("emulated", .daemonless) { _, image in
                image.inputs.platforms = ["linux/amd64", "linux/arm64", "linux/arm/v7"]
            },
            Sample("native", .daemonless) { _, image in
                image.inputs.platforms = ["linux/amd64", "linux/arm64"]
                image.inputs.multiPlatform = .native
                image.inputs.platformRunnerTags = ["linux/arm64": ["arm", "fast"]]
                image.inputs.provenance = .min
            },
            Sample("job", .daemonless) { _, image in
                image.job.name = "build: \"app\" #1"
                image.job.stage = "images: all"
                image.job.runnerTags = ["docker", "large"]
                image.job.runFor = [.defaultBranch, .mergeRequests]
                image.job.changes = ["app/**/*", "Dockerfile"]
                image.job.timeout = "45 minutes"
                image.job.retry = 0
                image.inputs.context = "my app/it's"
                image.inputs.dockerfile = "docker files/$VARIANT.Dockerfile"
                image.naming.names = ["docker.io/user/app"]
                image.naming.tags = ["1.0"]
                image.cache.type = CacheSettings.CacheType.none
            },
            Sample("remote-plain", .remote) { request, _ in
                request.builder.address = "$BUILDER"
                request.builder.tls = BuilderSettings.TLS.none
                request.builder.readyTimeout = "5m"
            },
            Sample("kubernetes-deployment", .kubernetes) { request, _ in
                request.builder.workload = "deployment/buildkitd"
                request.builder.namespace = "ci"
                request.builder.container = "buildkitd"
                request.builder.kubeContext = "group/agents:main"
            },
            Sample("kubernetes-service", .kubernetes) { request, _ in
                request.builder.image = nil
                request.builder.workload = "service/buildkitd"
                request.builder.namespace = "ci"
            },
            Sample("kubernetes-statefulset", .kubernetes) { request, _ in request.builder.replicas = 3 },
            Sample("several", several),
        ]

    private static var several: BuildRequest {
        var request = BuildRequest()
        request.mode = .service
        request.defaults.cache.reference = "$CI_REGISTRY_IMAGE/cache"
        request.images = ["api", "web", "worker"].map { name in
            var image = ImageSettings()
            image.naming.names = ["$CI_REGISTRY_IMAGE/\(name)"]
            image.inputs.context = name
            image.job.changes = ["\(name)/**/*"]
            return image
        }
        return request
    }
}
