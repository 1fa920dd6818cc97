import Testing

@testable import Generation

/// What the checks of a request refuse, and what they say.
struct PlanTests {
    private func problems(_ change: (inout Request) -> Void) -> [String] {
        var request = Request(mode: .daemonless)
        change(&request)
        do throws(RequestProblems) {
            _ = try Plan(request)
            return []
        } catch {
            return error.problems.map(\.description)
        }
    }

    @Test func `the defaults are a plan`() {
        #expect(problems { _ in } == [])
        #expect(problems { $0.mode = .service } == [])
    }

    @Test(arguments: [
        "$CI_REGISTRY_IMAGE/app", "$CI_REGISTRY/group/app", "docker.io/user/app", "${REGISTRY}/app", "localhost:5000/a",
    ])
    func `a name may hold variables`(name: String) {
        #expect(problems { $0.name = name } == [])
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
        ("", "--name: \"\": an image name is empty"),
        (
            "$CI_REGISTRY_IMAGE/$(id)",
            "--name: \"$CI_REGISTRY_IMAGE/$(id)\": \"$(id)\" cannot be part of an image name; use lower-case letters and digits, with one of . _ __ - between them"
        ),
    ])
    func `a name that no registry takes is refused`(name: String, message: String) {
        #expect(problems { $0.name = name } == [message])
    }

    @Test(arguments: [
        (
            ["-x"],
            "--tag: \"-x\" is not a tag; use up to 128 letters, digits, _ . - and begin with a letter, digit or _"
        ),
        (
            ["$CI_COMMIT_REF_NAME"],
            "--tag: \"$CI_COMMIT_REF_NAME\" uses $CI_COMMIT_REF_NAME, which may hold a slash; use $CI_COMMIT_REF_SLUG"
        ),
        (["a", "a"], "--tag: \"a\" is given twice"),
        ([], "--tag: an image needs at least one tag"),
        (
            ["buildcache"],
            "--tag: \"buildcache\" is where the cache is kept; choose another tag, or move the cache by --cache"
        ),
    ])
    func `a tag that would fail is refused`(tags: [String], message: String) {
        #expect(problems { $0.tags = tags } == [message])
    }

    @Test func `everything wrong is said at once`() {
        let found = problems {
            $0.name = "A"
            $0.tags = [""]
            $0.cache = .reference("B")
            $0.context = "https://example.com/a.git"
            $0.dockerfile = "docker/"
            $0.runner = .buildkitRun
            $0.job = ".hidden"
            $0.stage = ""
        }
        #expect(
            found.map { $0.prefix { $0 != ":" } }
                == ["--name", "--tag", "--cache", "--context", "--dockerfile", "--image", "--stage", "--job"])
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
        var request = Request(mode: .daemonless)
        request.context = context
        request.dockerfile = dockerfile
        let plan = try Plan(request)
        #expect(plan.dockerfileDirectory.text == directory)
        #expect(plan.dockerfileName.text == file)
    }

    @Test(arguments: [
        ("$CI_REGISTRY_IMAGE", true), ("${CI_REGISTRY}/a", true), ("docker.io/user/app", false), ("$OTHER/a", false),
    ])
    func `only GitLab's own registry is logged in to`(name: String, logsIn: Bool) throws {
        var request = Request(mode: .daemonless)
        request.name = name
        #expect(try Plan(request).logsIn == logsIn)
    }
}
