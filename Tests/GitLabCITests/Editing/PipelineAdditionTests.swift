import Diagnostics
import GitLabCI
import Testing

/// Each test gives the whole result: what is not in the edit has to stay, byte for byte.
struct PipelineAdditionTests {
    private static let path = ".gitlab/buildkit.gitlab-ci.yml"
    private static let job = "job:\n  script: true\n"

    private static func added(to text: String, stages: [String] = []) throws -> PipelineAddition {
        try PipelineAddition(including: path, stages: stages, in: SourceFile(name: "ci.yml", text: text))
    }

    private static func result(_ text: String, stages: [String] = []) throws -> String {
        String(decoding: try added(to: text, stages: stages).bytes, as: UTF8.self)
    }

    private static func refusal(_ text: String, stages: [String] = []) -> String? {
        do throws(EditRefusal) {
            _ = try PipelineAddition(including: path, stages: stages, in: SourceFile(name: "ci.yml", text: text))
            return nil
        } catch {
            return error.description
        }
    }

    @Test(arguments: [
        // No include yet: above the first key.
        (job, "include:\n  - local: \(path)\n\n" + job),
        ("\u{FEFF}include:\n  - a.yml\n", "\u{FEFF}include:\n  - a.yml\n  - local: \(path)\n"),
        ("job:\n  script: true", "include:\n  - local: \(path)\n\njob:\n  script: true"),
        ("job:\r\n  script: true\r\n", "include:\r\n  - local: \(path)\r\n\r\njob:\r\n  script: true\r\n"),
        ("---\n" + job, "---\ninclude:\n  - local: \(path)\n\n" + job),
        ("--- # start\n" + job, "--- # start\ninclude:\n  - local: \(path)\n\n" + job),
        ("  job:\n    script: true\n", "  include:\n    - local: \(path)\n\n  job:\n    script: true\n"),
        // Comments stay with what they speak of.
        ("# Head.\n\n# The job.\n" + job, "# Head.\n\ninclude:\n  - local: \(path)\n\n# The job.\n" + job),
        (
            "# Head.\nstages: [test]\n\n# The job.\n" + job,
            "# Head.\nstages: [test]\n\ninclude:\n  - local: \(path)\n\n# The job.\n" + job
        ),
        (
            "# Head.\na:\n  script: |+\n    x\n\n\nb:\n  script: y\n",
            "# Head.\na:\n  script: |+\n    x\n\n\ninclude:\n  - local: \(path)\n\nb:\n  script: y\n"
        ),
        ("# Head.\n" + job, "# Head.\n\ninclude:\n  - local: \(path)\n\n" + job),
        // A header document.
        (
            "spec:\n  inputs:\n    a:\n      default: b\n---\n\n" + job,
            "spec:\n  inputs:\n    a:\n      default: b\n---\n\ninclude:\n  - local: \(path)\n\n" + job
        ),
        // Lists.
        ("include:\n  - a.yml\n" + job, "include:\n  - a.yml\n  - local: \(path)\n" + job),
        ("include:\n- a.yml # why\n\n" + job, "include:\n- a.yml # why\n- local: \(path)\n\n" + job),
        (job + "include:\n  - local: a.yml", job + "include:\n  - local: a.yml\n  - local: \(path)"),
        ("include:\r\n  - a.yml", "include:\r\n  - a.yml\r\n  - local: \(path)"),
        (
            "include:\n  - project: g/p\n    file:\n      - a.yml\n      - b.yml\n    rules:\n      - if: $X # why\n# The job.\n"
                + job,
            "include:\n  - project: g/p\n    file:\n      - a.yml\n      - b.yml\n    rules:\n      - if: $X # why\n  - local: \(path)\n# The job.\n"
                + job
        ),
        ("include: # all\n" + job, "include: # all\n  - local: \(path)\n" + job),
        ("include: [a.yml, 'b.yml' ] # why\n" + job, "include: [a.yml, 'b.yml', \(path) ] # why\n" + job),
        ("include: [a.yml,]\n" + job, "include: [a.yml, \(path),]\n" + job),
        ("include: []\n" + job, "include: [\(path)]\n" + job),
        (
            "include: [\n  a.yml,\n  {local: b.yml}\n]\n" + job,
            "include: [\n  a.yml,\n  {local: b.yml}, \(path)\n]\n" + job
        ),
        // What was one file becomes a list.
        ("include: a.yml # why\n" + job, "include: [a.yml, \(path)] # why\n" + job),
        ("include: 'a.yml'\n" + job, "include: ['a.yml', \(path)]\n" + job),
        ("include: https://example.com/a.yml\n" + job, "include: ['https://example.com/a.yml', \(path)]\n" + job),
        ("include: {local: a.yml}\n" + job, "include: [{local: a.yml}, \(path)]\n" + job),
        ("include:\n  local: a.yml\n" + job, "include:\n  - local: a.yml\n  - local: \(path)\n" + job),
        (
            "include:\n  project: g/p\n  # Which.\n\n  file: |-\n    a.yml\n" + job,
            "include:\n  - project: g/p\n    # Which.\n\n    file: |-\n      a.yml\n  - local: \(path)\n" + job
        ),
        // The last of two keys counts, for GitLab and so for the edit.
        (
            "include: [a.yml]\n" + job + "include: [b.yml]\n",
            "include: [a.yml]\n" + job + "include: [b.yml, \(path)]\n"
        ),
    ])
    func `the include is added and nothing else changes`(_ text: String, _ expected: String) throws {
        let result = try Self.result(text)
        #expect(result == expected)
        // A second time there is nothing to do.
        #expect(try Self.added(to: result).edits.isEmpty)
    }

    @Test(arguments: [
        "include: \(path)\n", "include: /\(path)\n", "include:\n  - local: ./\(path)\n",
        "include: {local: '/\(path)'}\n",
        "include: .gitlab/*.yml\n", "include: ['**.gitlab-ci.yml']\n",
    ])
    func `what is included already needs no edit`(_ include: String) throws {
        #expect(try Self.added(to: include + Self.job).edits.isEmpty)
    }

    @Test(arguments: [
        "include: https://example.com/\(path)\n", "include: .gitlab/*.yaml\n",
        "include: [{project: g/p, file: \(path)}]\n",
    ])
    func `a file of that name elsewhere is another`(_ include: String) throws {
        #expect(try Self.added(to: include + Self.job).edits.isEmpty == false)
    }

    @Test(arguments: [
        (".x: &x [a.yml]\ninclude: *x\n", "ci.yml:2:1: the value of \"include\" is the alias *x"),
        ("include: &x [a.yml]\n", "ci.yml:1:1: the value of \"include\" has the anchor &x"),
        ("include: !reference [.x, y]\n", "ci.yml:1:1: the value of \"include\" has the tag !reference"),
        ("include: >\n  a.yml\n", "ci.yml:1:1: the value of \"include\" is not a file's name on one line"),
        ("include: 12\n", "ci.yml:1:1: the value of \"include\" is not a file's name on one line"),
        ("{job: {script: true}}\n", "ci.yml:1:2: the top level does not stand in lines of its own"),
        ("\u{FEFF}job:\n  script: true\n", "ci.yml:1:1: the file begins with a byte order mark"),
        ("- a\n", "ci.yml:1:1: Invalid configuration format"),
        ("a: [\n", "ci.yml:2:1: "),
    ])
    func `a form without a place for the edit is refused, with its place`(_ text: String, _ message: String) {
        #expect(Self.refusal(text)?.hasPrefix(message) == true, "\(Self.refusal(text) ?? "edited")")
    }

    @Test func `an empty file gets the include alone`() throws {
        #expect(try Self.result("# Nothing yet.\n") == "# Nothing yet.\ninclude:\n  - local: \(Self.path)\n")
        #expect(try Self.result("# Nothing yet.") == "# Nothing yet.\ninclude:\n  - local: \(Self.path)")
    }

    @Test(arguments: [
        ("[lint, test]", "build", "[lint, build, test]"), ("[test, deploy]", "images", "[test, images, deploy]"),
        ("[test]", "images", "[test, images]"), ("[]", "build", "[build]"), ("[a,]", "on", "[a, \"on\",]"),
    ])
    func `a stage goes where GitLab's order has it`(_ stages: String, _ stage: String, _ expected: String) throws {
        let include = "include: [\(Self.path)]\n"
        #expect(
            try Self.result("\(include)stages: \(stages) # why\n", stages: [stage])
                == "\(include)stages: \(expected) # why\n")
    }

    @Test func `a stage in a list of lines is one more line`() throws {
        let text = "stages:\n  - lint\n  - test # all\n\n" + Self.job
        let include = "include:\n  - local: \(Self.path)\n\n"
        #expect(
            try Self.result(text, stages: ["build"])
                == include + "stages:\n  - lint\n  - build\n  - test # all\n\n" + Self.job)
        let addition = try Self.added(to: text, stages: ["images"])
        #expect(
            String(decoding: addition.bytes, as: UTF8.self)
                == include + "stages:\n  - lint\n  - test # all\n  - images\n\n" + Self.job)
        #expect(addition.notes == ["added the stage \"images\" as the last"])
    }

    @Test(arguments: ["", "stages: !reference [.x, y]\n", "stages: [[a], b]\n", ".x: &x [a]\nstages: *x\n"])
    func `stages that are not a plain list in the file are refused`(_ stages: String) {
        #expect(Self.refusal(stages + Self.job, stages: ["images"])?.contains("there is no stage \"images\"") == true)
    }

    @Test func `what was one file is said`() throws {
        #expect(try Self.added(to: "include: a.yml\n").notes == ["\"include\" was a single file and is a list now"])
        #expect(try Self.added(to: "include: [a.yml]\n").notes.count == 1)
        #expect(try Self.added(to: "include:\n  - a.yml\n").notes == [])
    }
}
