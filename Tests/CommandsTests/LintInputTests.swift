import Foundation
import Testing

/// Which files `lint` checks, which project they belong to, and what it calls them.
struct LintInputTests {
    private static let bad = "- a\n"
    private static let valid = "job:\n  script: echo\n"

    /// The names of the files that were checked, with their paths in the project.
    private func checked(_ cli: CLI, _ arguments: [String], in folder: String = "", input: String = "") throws
        -> [String]
    {
        struct Report: Decodable {
            struct File: Decodable {
                let file: String
                let path: String
                let kind: String
            }
            let files: [File]
        }
        let result = try cli.run(["lint", "--format", "json"] + arguments, input: input, in: folder)
        return try JSONDecoder().decode(Report.self, from: Data(result.output.utf8)).files.map {
            "\($0.file) \($0.path) \($0.kind)"
        }
    }

    @Test func `a directory holds its pipelines and its components, sorted`() throws {
        let cli = try CLI()
        for path in [
            ".gitlab-ci.yml", "z.yml", "b/.gitlab-ci.yml", "a/x/.gitlab-ci.yml", "templates/build.yml",
            "templates/scan/template.yml", "templates/notes.md", "b/templates/chart.yml", ".cache/.gitlab-ci.yml",
            "node_modules/p/.gitlab-ci.yml",
        ] {
            try cli.write(Self.valid, to: path)
        }
        try cli.makeRepository()
        #expect(
            try checked(cli, ["."]) == [
                ".gitlab-ci.yml .gitlab-ci.yml pipeline", "a/x/.gitlab-ci.yml a/x/.gitlab-ci.yml pipeline",
                "b/.gitlab-ci.yml b/.gitlab-ci.yml pipeline", "templates/build.yml templates/build.yml component",
                "templates/scan/template.yml templates/scan/template.yml component",
            ])
        #expect(
            try checked(cli, ["templates", "b", "templates/build.yml"]) == [
                "templates/build.yml templates/build.yml component",
                "templates/scan/template.yml templates/scan/template.yml component",
                "b/.gitlab-ci.yml b/.gitlab-ci.yml pipeline",
            ])
    }

    @Test func `without arguments it is the pipeline of the project that we are in`() throws {
        let cli = try CLI()
        try cli.write(Self.valid, to: ".gitlab-ci.yml")
        try cli.write(Self.valid, to: "sub/deep/note")
        let none = try cli.run(["lint"], in: "sub/deep")
        #expect(none.status == 3)
        #expect(none.error == "buildkit-ci: no \".gitlab-ci.yml\" in \".\"; name the files to check\n")
        try cli.makeRepository()
        #expect(try checked(cli, [], in: "sub/deep") == ["../../.gitlab-ci.yml .gitlab-ci.yml pipeline"])
        #expect(try checked(cli, []) == [".gitlab-ci.yml .gitlab-ci.yml pipeline"])
        #expect(try checked(cli, ["--root", "."]) == [".gitlab-ci.yml .gitlab-ci.yml pipeline"])
    }

    @Test func `an included file is named so that it can be opened from where we are`() throws {
        let cli = try CLI()
        try cli.write("include: ci/inc.yml\n", to: "p/.gitlab-ci.yml")
        try cli.write("job: {script: a, retyr: 1}\n", to: "p/ci/inc.yml")
        #expect(try cli.run("lint", "p/.gitlab-ci.yml").output.hasPrefix("p/ci/inc.yml:1:18: error: "))
        #expect(try cli.run(["lint", "../.gitlab-ci.yml"], in: "p/ci").output.hasPrefix("../ci/inc.yml:1:18: error: "))
        let root = cli.directory.url.resolvingSymlinksInPath().path
        #expect(try cli.run("lint", "\(root)/p").output.hasPrefix("\(root)/p/ci/inc.yml:1:18: error: "))
        let issue = try cli.run("lint", "--format", "codequality", "p/.gitlab-ci.yml").output
        #expect(issue.contains("\"path\": \"ci/inc.yml\""))
        #expect(
            try cli.run("lint", "--root", ".", "--format", "codequality", "p/.gitlab-ci.yml").output
                .contains("\"path\": \"p/.gitlab-ci.yml\""))
    }

    @Test func `includes are looked up from the root that is given`() throws {
        let cli = try CLI()
        try cli.write("include: inc.yml\n", to: "a/b/ci.yml")
        try cli.write(Self.valid, to: "a/inc.yml")
        #expect(try cli.run("lint", "a/b/ci.yml").status == 1)
        #expect(try cli.run("lint", "--root", "a", "a/b/ci.yml").status == 0)
    }

    @Test func `standard input has the place that it is said to have`() throws {
        let cli = try CLI()
        try cli.write(Self.valid, to: "a/inc.yml")
        #expect(try cli.run("lint", "-", input: Self.bad).output.hasPrefix("<stdin>:1:1: error: "))
        let result = try cli.run("lint", "--stdin-name", "a/ci.yml", "-", input: Self.bad)
        #expect(result.output.hasPrefix("a/ci.yml:1:1: error: "))
        #expect(try cli.run("lint", "-", input: "include: inc.yml\n").status == 1)
        #expect(try cli.run("lint", "--stdin-name", "a/ci.yml", "-", input: "include: inc.yml\n").status == 0)
        #expect(try checked(cli, ["-", "-"], input: Self.valid) == ["<stdin> <stdin> pipeline"])
    }

    @Test func `a file that is named twice is checked once`() throws {
        let cli = try CLI()
        try cli.write(Self.valid, to: "ci.yml")
        #expect(try checked(cli, ["ci.yml", "./ci.yml"]) == ["ci.yml ci.yml pipeline"])
    }
}
