import BuildKit
import BuildRequests
import Testing

@testable import Generation

/// What the checks of a request refuse, and what they say.
struct PlanTests {
    private func problems(
        _ mode: BuildRequest.Mode = .daemonless,
        _ change: (inout BuildRequest, inout ImageSettings) -> Void = { _, _ in }
    ) -> [String] {
        problems(of: Sample("", mode, change).request)
    }

    private func problems(of request: BuildRequest) -> [String] {
        do throws(RequestProblems) {
            _ = try Plan(request)
            return []
        } catch {
            return error.problems.map(\.description)
        }
    }

    @Test(arguments: BuildRequest.Mode.allCases) func `the defaults are a plan`(mode: BuildRequest.Mode) {
        #expect(problems(mode) == [])
    }

    @Test(arguments: [
        "$CI_REGISTRY_IMAGE/app", "$CI_REGISTRY/group/app", "docker.io/user/app", "${REGISTRY}/app", "localhost:5000/a",
    ])
    func `a name may hold variables`(name: String) {
        #expect(problems { $1.naming.names = [name] } == [])
    }

    @Test(arguments: [
        (
            "App",
            "--name: \"App\": \"App\" cannot be part of an image name; use lower-case letters and digits, with one of . _ __ - between them"
        ),
        (
            "$CI_REGISTRY_IMAGE:latest",
            "--name: \"$CI_REGISTRY_IMAGE:latest\" ends in the tag \"latest\"; give the tag by --tag"
        ),
        (
            "$CI_REGISTRY_IMAGE/$(id)",
            "--name: \"$CI_REGISTRY_IMAGE/$(id)\": \"$(id)\" cannot be part of an image name; use lower-case letters and digits, with one of . _ __ - between them"
        ),
    ])
    func `a name that no registry takes is refused`(name: String, message: String) {
        #expect(problems { $1.naming.names = [name] } == [message])
    }

    @Test func `the context and the Dockerfile are in the checkout`() {
        #expect(problems { $1.inputs.context = "a/../b/./c" } == [])
        #expect(
            problems { request, image in
                image.inputs.context = "../app"
                image.inputs.dockerfile = "./docker/../../Dockerfile"
            } == [
                "--context: \"../app\" is outside of the checkout; write a path from the repository's root",
                "--dockerfile: \"./docker/../../Dockerfile\" is outside of the checkout; write a path from the repository's root",
            ])
    }

    @Test(arguments: [
        (
            ["-x"],
            "--tag: \"-x\" is not a tag; use up to 128 letters, digits, _ . - and begin with a letter, digit or _"
        ),
        (
            ["$CI_COMMIT_REF_NAME"],
            "--tag: \"$CI_COMMIT_REF_NAME\" uses $CI_COMMIT_REF_NAME, which may hold a slash; use $CI_COMMIT_REF_SLUG, or the rule type=ref,event=branch"
        ),
        (["a", "a"], "--tag: \"a\" is given twice"),
        ([], "--tag: an image needs at least one tag"),
        (
            ["buildcache"],
            "--tag: \"buildcache\" is where the cache is kept; choose another tag, or move the cache by --cache-ref"
        ),
        (
            ["type=semver,pattern={{version}}"],
            "--tag: \"type=semver,pattern={{version}}\" needs --runner buildkit-run: type=semver compares and takes apart versions, which the shell of the public image cannot"
        ),
        (
            ["type=raw,value={{date 'YYYY'}}"],
            "--tag: \"type=raw,value={{date 'YYYY'}}\" needs --runner buildkit-run: \"{{date 'YYYY'}}\" has an expression other than branch, tag, sha and base_ref, which the shell of the public image cannot"
        ),
        (
            ["type=semvr"],
            "--tag: tag rule \"type=semvr\" has the unknown type \"semvr\"; write schedule, semver, pep440, match, edge, ref, raw or sha"
        ),
    ])
    func `a tag that would fail is refused`(tags: [String], message: String) {
        #expect(problems { $1.naming.tags = tags } == [message])
    }

    @Test(arguments: ["NPM_TOKEN", "db_password", "AWS_SECRET_ACCESS_KEY"])
    func `a secret is no build argument`(name: String) throws {
        let found = problems { $1.inputs.buildArguments = [name: "x"] }
        #expect(found.count == 1)
        #expect(try #require(found.first).contains("--secret id=\(name.lowercased()),env=\(name)"))
        let value = problems { $1.inputs.buildArguments = ["NPM": "$\(name)"] }
        #expect(try #require(value.first).contains("--secret id=npm,env=\(name)"))
    }

    @Test func `everything wrong is said at once`() {
        let found = problems { request, image in
            request.runner = .buildkitRun
            request.builder.image = nil
            request.builder.address = "tcp://x:1"
            request.registries.mirrors = ["docker.io": []]
            image.naming.names = ["A"]
            image.naming.tags = [""]
            image.cache.reference = "B"
            image.inputs.context = "https://example.com/a.git"
            image.inputs.dockerfile = "docker/"
            image.inputs.ssh = ["default"]
            image.inputs.platforms = ["arm64"]
            image.job.name = ".hidden"
            image.job.stage = ""
            image.job.retry = 3
            image.job.timeout = "soon"
        }
        #expect(
            found.map { $0.prefix { $0 != ":" } }
                == [
                    "--image", "--address", "--name", "--tag", "--context", "--dockerfile", "--ssh", "--platform",
                    "--cache-ref", "--stage", "--job", "--retry", "--timeout", "--mirror",
                ])
    }

    struct Refusal: Sendable {
        let mode: BuildRequest.Mode
        let change: @Sendable (inout BuildRequest, inout ImageSettings) -> Void
        let message: String
    }

    private static let refusals: [Refusal] = [
        Refusal(
            mode: .remote, change: { request, _ in request.builder.address = nil },
            message: "--address: mode remote needs the address of the builder; write tcp://host:port"),
        Refusal(
            mode: .remote, change: { request, _ in request.builder.address = "builder" },
            message: "--address: builder address \"builder\" has no scheme; write tcp://builder"),
        Refusal(
            mode: .remote, change: { request, _ in request.builder.address = "unix:///run/x.sock" },
            message:
                "--address: \"unix:///run/x.sock\" is not reached by TCP; write tcp://host:port, or use another mode"),
        Refusal(
            mode: .remote, change: { request, _ in request.registries.mirrors = ["docker.io": ["m"]] },
            message:
                "--mirror: the daemon runs elsewhere; write it into the buildkitd.toml there, and leave it out here"),
        Refusal(
            mode: .remote,
            change: { request, _ in
                request.builder.tls = BuilderSettings.TLS.none
                request.builder.tlsCA = "$CA"
            }, message: "--tls-ca: without TLS there is no such file; leave it out"),
        Refusal(
            mode: .kubernetes, change: { request, _ in request.builder.image = nil },
            message:
                "--image: kubectl is in no moby/buildkit image; build one \"FROM moby/buildkit:v0.26.2-rootless\" with \"COPY kubectl /usr/bin/\" and name it here, or reach the builder by service/NAME"
        ),
        Refusal(
            mode: .kubernetes, change: { request, _ in request.builder.workload = "daemonset/x" },
            message:
                "--workload: \"daemonset/x\" is not a workload; write pod/NAME, statefulset/NAME, deployment/NAME or service/NAME"
        ),
        Refusal(
            mode: .kubernetes, change: { request, _ in request.builder.namespace = "A b" },
            message: "--namespace: \"A b\" is not a name in Kubernetes; use lower-case letters, digits, - and ."),
        Refusal(
            mode: .daemonless, change: { request, _ in request.builder.daemonFlags = ["--root /a b"] },
            message:
                "--daemon-flag: \"--root /a b\" holds a blank, a quote or a wildcard, which the stock script would break; write --name=value"
        ),
        Refusal(
            mode: .daemonless, change: { request, _ in request.registries.certificateAuthority = "/ca.crt" },
            message: "--ca: \"/ca.crt\" is not a CI/CD variable; write $NAME"),
        Refusal(
            mode: .daemonless,
            change: { request, _ in
                request.registries.logins = [.named(host: "r.example", userVariable: "$USER", passwordVariable: "PASS")]
            }, message: "--registry: \"$USER\" is not the name of a variable; leave out the dollar sign"),
        Refusal(
            mode: .daemonless, change: { _, image in image.inputs.multiPlatform = .native },
            message: "--multi-platform: native builds need two platforms or more; name them by --platform"),
        Refusal(
            mode: .daemonless,
            change: { _, image in
                image.cache.type = .inline
                image.naming.tags = ["$CI_COMMIT_SHORT_SHA"]
            },
            message:
                "--cache-ref: an inline cache is read from an image of an earlier pipeline; name it, such as $CI_REGISTRY_IMAGE:latest"
        ),
        Refusal(
            mode: .daemonless,
            change: { _, image in
                image.cache.type = CacheSettings.CacheType.none
                image.cache.mode = .max
            },
            message: "--cache-mode: the cache \"none\" does not have it; leave it out, or choose registry"),
        Refusal(
            mode: .daemonless,
            change: { _, image in
                image.job.runFor = [.tags]
                image.job.changes = ["a"]
            }, message: "--changes: only pipelines of branches and merge requests have changes; leave it out"),
        Refusal(
            mode: .daemonless,
            change: { _, image in
                image.inputs.secrets = [
                    SecretSource(id: "a", origin: .variable("A")), SecretSource(id: "a", origin: .file("f")),
                ]
            }, message: "--secret: the secret \"a\" is given twice"),
    ]

    @Test(arguments: refusals.indices) func `what cannot work is refused with what to do`(index: Int) {
        let refusal = Self.refusals[index]
        #expect(problems(refusal.mode, refusal.change) == [refusal.message])
    }

    @Test func `images that would replace each other are refused`() {
        var request = BuildRequest()
        request.mode = .daemonless
        var image = ImageSettings()
        image.naming.names = ["$CI_REGISTRY_IMAGE/a"]
        image.cache.reference = "$CI_REGISTRY_IMAGE/cache:x"
        request.images = [image, image]
        #expect(problems(of: request).count == 4)
        request.images = [image]
        #expect(problems(of: request) == [])
        request.images = []
        #expect(problems(of: request) == ["images: there is no image; write one, or leave the key out"])
    }

    @Test(
        arguments: [
            (".", nil, ".", "Dockerfile"),
            ("app", nil, "app", "Dockerfile"),
            ("app/", nil, "app", "Dockerfile"),
            ("app", "docker/Dockerfile.prod", "docker", "Dockerfile.prod"),
            (".", "Containerfile", ".", "Containerfile"),
            ("$CI_PROJECT_DIR", nil, "$CI_PROJECT_DIR", "Dockerfile"),
            ("/", "/Dockerfile", "/", "Dockerfile"),
        ] as [(String, String?, String, String)])
    func `the Dockerfile is found`(context: String, dockerfile: String?, directory: String, file: String) throws {
        let sample = Sample("", .daemonless) { _, image in
            image.inputs.context = context
            image.inputs.dockerfile = dockerfile
        }
        let inputs = try #require(try Plan(sample.request).images.first).inputs
        #expect(inputs.dockerfileDirectory.text == directory)
        #expect(inputs.dockerfileName.text == file)
    }

    @Test(arguments: [
        ("$CI_REGISTRY_IMAGE", true), ("${CI_REGISTRY}/a", true), ("docker.io/user/app", false), ("$OTHER/a", false),
    ])
    func `only GitLab's own registry is logged in to unasked`(name: String, logsIn: Bool) throws {
        let sample = Sample("", .daemonless) { _, image in image.naming.names = [name] }
        #expect(try Plan(sample.request).registries.logins.isEmpty == !logsIn)
    }
}
