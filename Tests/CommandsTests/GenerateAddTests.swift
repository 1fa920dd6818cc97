import Foundation
import Testing

/// `generate --add` and `--check`, through the program.
struct GenerateAddTests {
    private static let fragment = ".gitlab/buildkit.gitlab-ci.yml"
    private static let pipeline = "# Head.\n\nunit:\n  script: make\n"
    private static let included = "# Head.\n\ninclude:\n  - local: \(fragment)\n\nunit:\n  script: make\n"

    private static func repository(_ pipeline: String = pipeline) throws -> CLI {
        let cli = try CLI()
        try cli.makeRepository()
        try cli.write(pipeline, to: ".gitlab-ci.yml")
        return cli
    }

    @Test func `an existing pipeline gets an include and nothing else, once`() throws {
        let cli = try Self.repository()
        let first = try cli.run("generate", "daemonless", "--add", ".gitlab-ci.yml")
        #expect(
            first
                == CLI.Result(
                    status: 0, output: "",
                    error: "buildkit-ci: wrote \(Self.fragment)\nbuildkit-ci: .gitlab-ci.yml includes it now\n"))
        #expect(try cli.read(".gitlab-ci.yml") == Self.included)
        #expect(try Self.jobs(in: cli) == cli.run("generate", "daemonless").output)
        #expect(try cli.run("lint", ".") == CLI.Result(status: 0, output: "", error: ""))

        let second = try cli.run("generate", "daemonless", "--add", ".gitlab-ci.yml")
        #expect(second.status == 0)
        #expect(second.error.contains("nothing to do"))
        #expect(try cli.read(".gitlab-ci.yml") == Self.included)

        // Another request changes the fragment alone.
        let third = try cli.run("generate", "daemonless", "--no-cache", "--add", ".gitlab-ci.yml")
        #expect(third.error == "buildkit-ci: rewrote \(Self.fragment)\n")
        #expect(try cli.read(".gitlab-ci.yml") == Self.included)
        #expect(try Self.jobs(in: cli) == cli.run("generate", "daemonless", "--no-cache").output)
    }

    /// The fragment without what keeps its jobs apart from the pipeline's defaults.
    private static func jobs(in cli: CLI) throws -> String {
        let text = try cli.read(fragment)
        let start = try #require(text.firstRange(of: "  # The pipeline's other defaults"))
        let end = try #require(text.firstRange(of: "    default: [interruptible, tags, timeout]\n"))
        return text.replacingCharacters(in: start.lowerBound..<end.upperBound, with: "")
    }

    /// What the pipeline has every job do first is not done in an image that it was not written for.
    @Test func `defaults of the pipeline do not reach the job, but its runner does`() throws {
        let cli = try Self.repository(
            "default:\n  tags: [docker]\n  before_script: [apt-get update]\n\n" + Self.pipeline)
        let result = try cli.run("generate", "daemonless", "--no-cache", "--push", "never", "--add", ".gitlab-ci.yml")
        #expect(result.status == 0, "\(result.error)")
        let script = try cli.run("script", ".gitlab-ci.yml", "build-image")
        #expect(script.status == 0, "\(script.error)")
        #expect(!script.output.contains("apt-get"))
    }

    @Test func `from another directory, into another file`() throws {
        let cli = try Self.repository()
        try cli.write("", to: "sub/here")
        let result = try cli.run(
            ["generate", "service", "--add", "../.gitlab-ci.yml", "-o", "ci/images.yml"], in: "sub")
        #expect(result.status == 0, "\(result.error)")
        #expect(try cli.read(".gitlab-ci.yml").contains("\n  - local: sub/ci/images.yml\n"))
        #expect(try cli.read("sub/ci/images.yml").contains("services:"))
    }

    @Test func `a stage that is not there is added where it belongs, and none is taken away`() throws {
        let cli = try Self.repository("stages: [test, deploy]\nunit:\n  stage: test\n  script: make\n")
        let result = try cli.run("generate", "daemonless", "--add", ".gitlab-ci.yml")
        #expect(result.status == 0, "\(result.error)")
        #expect(result.error.contains("added the stage \"build\" before \"test\""))
        #expect(try cli.read(".gitlab-ci.yml").contains("stages: [build, test, deploy]\n"))
        let other = try Self.repository()
        let custom = try other.run("generate", "daemonless", "--stage", "images", "--add", ".gitlab-ci.yml")
        #expect(custom.status == 2)
        #expect(custom.error.contains("there is no stage \"images\""))
        #expect(try other.read(".gitlab-ci.yml") == Self.pipeline)
    }

    @Test func `a job of the same name, a file outside and a broken pipeline are refused, and nothing is written`()
        throws
    {
        let cli = try Self.repository("build-image:\n  script: make\n")
        let taken = try cli.run("generate", "daemonless", "--add", ".gitlab-ci.yml")
        #expect(taken.status == 2)
        #expect(
            taken.error
                == "buildkit-ci: .gitlab-ci.yml:1:1: there is a job \"build-image\" already; name the new one by --job\n"
        )
        let outside = try cli.run("generate", "daemonless", "--job", "b", "--add", ".gitlab-ci.yml", "-o", "../x.yml")
        #expect(outside.status == 2)
        #expect(outside.error.contains("lies outside of the project"))
        let ending = try cli.run("generate", "daemonless", "--job", "b", "--add", ".gitlab-ci.yml", "-o", "x.txt")
        #expect(ending.status == 2)
        try cli.write("unit:\n  stage: nowhere\n  script: make\n", to: ".gitlab-ci.yml")
        let broken = try cli.run("generate", "daemonless", "--add", ".gitlab-ci.yml")
        #expect(broken.status == 1)
        #expect(broken.error.contains("nothing is written") && broken.error.contains("nowhere"))
        #expect(!FileManager.default.fileExists(atPath: cli.directory.url.appending(path: Self.fragment).path))
        let absent = try cli.run("generate", "daemonless", "--add", "absent.yml")
        #expect(absent.status == 3)
    }

    @Test func `check shows the difference and writes nothing`() throws {
        let cli = try Self.repository()
        let before = try cli.run("generate", "daemonless", "--add", ".gitlab-ci.yml", "--check")
        #expect(before.status == 1)
        #expect(before.output.contains("--- /dev/null\n+++ \(Self.fragment)\n@@ -0,0 +1,"))
        #expect(
            before.output.hasSuffix(
                """
                --- .gitlab-ci.yml
                +++ .gitlab-ci.yml
                @@ -1,4 +1,7 @@
                 # Head.
                \u{20}
                +include:
                +  - local: \(Self.fragment)
                +
                 unit:
                   script: make

                """))
        #expect(try cli.read(".gitlab-ci.yml") == Self.pipeline)
        #expect(try cli.run("generate", "daemonless", "--add", ".gitlab-ci.yml").status == 0)
        let after = try cli.run("generate", "daemonless", "--add", ".gitlab-ci.yml", "--check")
        #expect(after == CLI.Result(status: 0, output: "", error: ""))
    }

    @Test func `check of a whole pipeline`() throws {
        let cli = try CLI()
        #expect(try cli.run("generate", "daemonless", "--output", "ci.yml").status == 0)
        #expect(
            try cli.run("generate", "daemonless", "--output", "ci.yml", "--check")
                == .init(status: 0, output: "", error: ""))
        let text = try cli.read("ci.yml")
        let differs = try cli.run("generate", "service", "--output", "ci.yml", "--check")
        #expect(differs.status == 1)
        #expect(differs.output.hasPrefix("--- ci.yml\n+++ ci.yml\n@@ "))
        #expect(try cli.read("ci.yml") == text)
        #expect(try cli.run("generate", "daemonless", "--check").status == 2)
    }
}
