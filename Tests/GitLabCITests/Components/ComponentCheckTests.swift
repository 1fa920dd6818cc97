import Diagnostics
import Testing

@testable import GitLabCI

/// What the check of a component project finds, one project a case.
struct ComponentCheckTests {
    /// A project with nothing to complain about; tests change one file of it.
    static let clean = [
        "README.md": "# Components\n\nscan: looks.\n",
        "LICENSE.md": "MIT\n",
        ".gitlab-ci.yml": """
        include:
          - component: $CI_SERVER_FQDN/$CI_PROJECT_PATH/scan@$CI_COMMIT_SHA
            inputs: {target: "."}

        create-release:
          stage: deploy
          image: registry.gitlab.com/gitlab-org/release-cli:latest
          script: echo "$CI_COMMIT_TAG"
          rules:
            - if: $CI_COMMIT_TAG
          release:
            tag_name: $CI_COMMIT_TAG
            description: $CI_COMMIT_TAG_MESSAGE

        """,
        "templates/scan.yml": """
        spec:
          inputs:
            target: {description: What to look at.}
            stage: {description: The stage of the job., default: test}
            job-name: {description: The name of the job., default: scan}
        ---
        "$[[ inputs.job-name ]]":
          stage: $[[ inputs.stage ]]
          script: scan "$[[ inputs.target ]]"

        """,
    ]

    /// The findings as `path: severity: id`.
    private func findings(_ files: [String: String?], tags: [String] = []) -> [String] {
        var texts = Self.clean
        for (path, text) in files { texts[path] = text }
        let check = ComponentCheck(LoadingEnvironment(files: MemoryProject(texts: texts)), tagsWithoutVersion: tags)
        return check.files.flatMap(\.findings).map { "\($0.primary.file.path): \($0.severity.rawValue): \($0.id)" }
    }

    @Test func `a project that follows the rules has no finding`() {
        #expect(findings([:]) == [])
    }

    struct Change: Sendable {
        let path: String
        let text: String?
        let expected: [String]
    }

    static let changes: [Change] = [
        Change(path: "README.md", text: nil, expected: ["README.md: error: component-readme"]),
        Change(path: "README.md", text: "# Components\n", expected: ["README.md: warning: component-undocumented"]),
        Change(path: "LICENSE.md", text: nil, expected: ["LICENSE.md: warning: component-licence"]),
        Change(path: ".gitlab-ci.yml", text: nil, expected: [".gitlab-ci.yml: warning: component-pipeline"]),
        Change(
            path: ".gitlab-ci.yml", text: "a: {script: x}\n",
            expected: [".gitlab-ci.yml: warning: component-release", ".gitlab-ci.yml: warning: component-untested"]),
        Change(path: "templates/other.yaml", text: "", expected: ["templates/other.yaml: warning: component-stray"]),
        Change(
            path: "templates/a b.yml", text: "", expected: ["templates/a b.yml: warning: component-stray"]),
        Change(
            path: "templates/a/b/template.yml", text: "",
            expected: ["templates/a/b/template.yml: warning: component-stray"]),
        Change(
            path: "templates/scan/template.yml", text: "",
            expected: ["templates/scan/template.yml: warning: component-stray"]),
        Change(path: "templates/scan/notes.md", text: "", expected: []),
        Change(path: "templates/scan/part.yml", text: "", expected: []),
    ]

    @Test(arguments: changes) func `the layout is checked`(change: Change) {
        #expect(findings([change.path: change.text]) == change.expected)
    }

    @Test func `a project without component is none`() {
        let found = findings(["templates/scan.yml": nil, ".gitlab-ci.yml": nil])
        #expect(found.contains("templates: error: component-none"))
    }

    @Test(arguments: [(30, []), (31, ["warning"]), (100, ["warning"]), (101, ["error"])])
    func `a release holds so many components`(count: Int, expected: [String]) {
        var files: [String: String] = [:]
        for number in 1..<count { files["templates/c\(number).yml"] = "" }
        let found = findings(files.mapValues { $0 }).filter { $0.hasSuffix("component-limit") }
        #expect(found == expected.map { "templates: \($0): component-limit" })
    }

    /// What is wrong in a component, and the text that the finding points at.
    @Test(arguments: [
        ("default: {image: x}\n", "component-global-keyword", "default"),
        ("variables: {A: b}\n", "component-global-keyword", "variables"),
        ("stages: [a]\n", "component-global-keyword", "stages"),
        ("fixed: {stage: .pre, script: x}\n", "component-job-name", "fixed"),
        ("\"$[[ inputs.target ]]\": {stage: build, script: x}\n", "component-stage", "build"),
        ("\"$[[ inputs.target ]]\": {script: x}\n", "component-stage", "\"$[[ inputs.target ]]\""),
        ("include: [{component: gitlab.com/a/b/c@1}]\n", "component-host", "gitlab.com/a/b/c@1"),
        (
            ".a: {script: curl https://git.example.com/api/v4/x}\n", "component-host",
            "curl https://git.example.com/api/v4/x"
        ),
    ])
    func `the content is checked`(text: String, id: String, place: String) throws {
        let header = "spec: {inputs: {target: {description: d}}}\n---\n.x:\n  script: $[[ inputs.target ]]\n"
        let files = Self.clean.merging(["templates/scan.yml": header + text]) { $1 }
        let check = ComponentCheck(LoadingEnvironment(files: MemoryProject(texts: files)))
        let found = check.files.flatMap(\.findings).filter { $0.primary.file.path == "templates/scan.yml" }
        #expect(found.map(\.id) == [id])
        #expect(found.map(\.primary.text) == [place])
    }

    @Test(arguments: [
        ".x: {script: curl $CI_API_V4_URL/x}\n", ".x: {script: wget https://gitlab.com/a/b/-/releases/c}\n",
        "include: [{component: $CI_SERVER_FQDN/a/b/c@1}]\n",
        "\"a-$[[ inputs.target ]]\": {extends: .y}\n",
        ".x: {script: echo /api/v4}\n",
    ])
    func `what is right is left alone`(text: String) {
        let header =
            "spec: {inputs: {target: {description: d}}}\n---\n.y:\n  script: $[[ inputs.target | truncate(0, 5) ]]\n"
        #expect(findings(["templates/scan.yml": header + text]) == [])
    }

    @Test func `inputs need a description and a use`() {
        let text =
            "spec: {inputs: {target: , list: {default: [z], type: array, description: d}, b: {description: '', default: ''}}}\n---\n"
            + ".x:\n  script: $[[ inputs.list[0] ]] $[[ inputs.target ]]\n"
        #expect(
            findings(["templates/scan.yml": text]) == [
                "templates/scan.yml: warning: component-input-description",
                "templates/scan.yml: warning: component-input-description",
                "templates/scan.yml: warning: component-input-unused",
            ])
    }

    @Test func `what GitLab refuses is an error with its place`() {
        #expect(
            findings(["templates/scan.yml": "spec: {inputs: []}\n---\na: {script: x}\n"]).contains(
                "templates/scan.yml: error: header"))
        #expect(findings(["templates/scan.yml": "a: [\n"]).contains("templates/scan.yml: error: yaml-syntax"))
    }

    @Test func `tags are versions`() {
        #expect(findings([:], tags: ["nightly"]) == ["refs/tags/nightly: warning: component-version"])
    }
}
