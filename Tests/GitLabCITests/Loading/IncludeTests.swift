import Diagnostics
import GitLabCI
import Testing

struct IncludeTests {
    private let files = [
        "ci/a.yml": "a: {x: 1, y: [1]}\n", "ci/b.yml": "include: /ci/a.yml\nb: 1\n", "ci/c.yaml": "c: 1\n",
        "ci/empty.yml": " \n", "ci/comment.yml": "# nothing\n", "ci/bad.yml": "a: [\n", "x.txt": "",
        "ci/inputs.yml": "spec: {inputs: {n: {type: number}}}\n---\nn: $[[ inputs.n ]]\n",
        "self.yml": "include: self.yml\n",
        "templates/build.yml":
            "spec:\n  component: [name, version]\n---\nbuild: $[[ component.name ]]@$[[ component.version ]]\n",
        "templates/deep/template.yml": "deep: 1\n", "dir/d1.yml": "d1: 1\n", "dir/sub/d2.yml": "d2: 1\n",
    ]

    @Test(arguments: [
        ("include: ci/a.yml\na: {y: [2]}\n", "{a: {x: 1, y: [2]}}"),
        ("include: [ci/b.yml, {local: ci/c.yaml}]\n", "{a: {x: 1, y: [1]}, b: 1, c: 1}"),
        ("include: 'dir/*.yml'\n", "{d1: 1}"),
        ("include: 'dir/**.yml'\n", "{d1: 1, d2: 1}"),
        ("include: 'none/*.yml'\na: 1\n", "{include: none/*.yml, a: 1}"),
        ("include: []\na: 1\n", "{include: [], a: 1}"),
        ("include: {local: ci/inputs.yml, inputs: {n: '5'}}\n", "{n: 5}"),
        ("include: {local: ci/a.yml, rules: [{if: $A}]}\n", "{include: {local: ci/a.yml, rules: [{if: $A}]}}"),
        ("include: {local: ci/a.yml, rules: [{exists: [x.txt]}]}\n", "{a: {x: 1, y: [1]}}"),
        (
            "include: {local: ci/a.yml, rules: [{exists: ['*.md']}, {when: never}]}\nb: 1\n",
            "{include: {local: ci/a.yml, rules: [{exists: [*.md]}, {when: never}]}, b: 1}"
        ),
        ("include: {component: $CI_SERVER_FQDN/$CI_PROJECT_PATH/build@1.0}\n", "{build: build@1.0}"),
        ("include: {component: $CI_SERVER_FQDN/group/tools/deep@$CI_COMMIT_SHA}\n", "{deep: 1}"),
    ])
    func includes(text: String, expected: String) {
        #expect(Loading.outcome(text, files: files) == expected)
    }

    @Test(arguments: [
        ("include: ci/none.yml\n", "Local file `ci/none.yml` does not exist!"),
        ("include: ../outside.yml\n", "Local file `../outside.yml` does not exist!"),
        ("include: ci/empty.yml\n", "Local file `ci/empty.yml` is empty!"),
        ("include: ci/comment.yml\n", "Included file `ci/comment.yml` does not have valid YAML syntax!"),
        ("include: x.txt\n", "Included file `x.txt` does not have YAML extension!"),
        ("include: self.yml\n", "Maximum of 150 nested includes are allowed!"),
        ("include: 5\n", "Each include must be a hash or a string"),
        ("include: {local: ci/inputs.yml}\n", "`ci/inputs.yml`: `n` input: required value has not been provided"),
        ("include: {local: ci/inputs.yml, inputs: [1]}\n", "`ci/inputs.yml`: Given inputs must be a hash"),
        (
            "include: {local: ci/inputs.yml, inputs: {n: x}}\n",
            "`ci/inputs.yml`: `n` input: provided value is not a number"
        ),
        (
            "include: {artifact: a.yml, job: b}\n",
            "Including configs from artifacts is only allowed when triggering child pipelines"
        ),
        (
            "include: {remote: 'https://x.org/a.json'}\n",
            "Included file `https://x.org/a.json` does not have YAML extension!"
        ),
        ("include: {template: Build.yml}\n", "Template file `Build.yml` is not a valid location!"),
        ("include: {local: a.yml, rules: []}\n", "include:rules config can't be blank"),
        ("include: {local: a.yml, rules: [{if: '$A ='}]}\n", "include:rule if invalid expression syntax"),
        (
            "include: {component: gitlab.com/group/tools/none@1}\n",
            "Component 'gitlab.com/group/tools/none@1' - content not found"
        ),
        (
            "include: {component: example.com/a/b/c@1}\n",
            "Component 'example.com/a/b/c@1' - the component path is not supported"
        ),
        // The failure of a file that is included by another one comes before that of its neighbours.
        ("include: [ci/none.yml, nested.yml]\n", "Local file `gone.yml` does not exist!"),
    ])
    func refuses(text: String, expected: String) {
        let files = files.merging(["nested.yml": "include: gone.yml\n"]) { $1 }
        #expect(Loading.outcome(text, files: files) == expected)
    }

    @Test func keepsThePlaceOfMergedValues() throws {
        let loaded = Loading.load("include: ci/a.yml\na: {z: 1}\n", files: files)
        let entry = try #require(loaded.root?["a"]?.mapping?.entry("x"))
        #expect(entry.keySpan.description == "ci/a.yml:1:5")
        #expect(loaded.root?["a"]?.mapping?.entry("z")?.value.span.description == ".gitlab-ci.yml:2:8")
    }

    @Test func pointsIntoTheIncludedFile() throws {
        let failure = try #require(Loading.load("include: ci/bad.yml\n", files: files).failure)
        #expect(failure.span.file.name == "ci/bad.yml")
        #expect(failure.related.last?.span.description == ".gitlab-ci.yml:1:10")
    }

    @Test func isIncompleteWithoutNetwork() {
        let text = """
            include:
              - remote: https://example.com/x.yml
              - {project: a/b, file: [c.yml, d.yml]}
            a: {extends: .unknown}
            b: {script: !reference [.gone, script]}
            c: {script: x}
            """
        let loaded = Loading.load(text)
        #expect(!loaded.isComplete)
        #expect(loaded.failure == nil)
        #expect(
            loaded.missing.map(\.name) == [
                "remote \"https://example.com/x.yml\"", "\"c.yml\" of project \"a/b\"", "\"d.yml\" of project \"a/b\"",
            ])
        #expect(loaded.uncertain == ["a", "b"])
    }

    @Test func takesFilesFromAFetcher() {
        struct Fetcher: IncludeFetcher {
            func fetch(_ include: ExternalInclude) -> FetchedInclude {
                switch include {
                case .remote: .file(SourceFile(name: "remote", text: "r: 1\n"), files: nil, component: [:])
                case .project(let path, _, _):
                    .file(
                        SourceFile(name: "p", text: "include: inner.yml\n"),
                        files: MemoryProject(texts: ["inner.yml": "\(path): 1\n"]), component: [:])
                default: .refused("no")
                }
            }
        }
        let text = "include:\n  - https://example.com/x.yml\n  - {project: A/b, file: c.yml}\n"
        let loaded = Loading.load(text, fetcher: Fetcher())
        #expect(loaded.root?.keys.map(\.text) == ["r", "a/b"])
        #expect(loaded.isComplete)
    }
}
