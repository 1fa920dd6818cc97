import GitLabCI
import Testing

/// What `rules` of one job make of it, for one event each.
struct RuleTests {
    typealias Row = (rules: String, request: SimulationRequest, fate: String)

    static let conditions: [Row] = [
        ("{if: $CI_COMMIT_BRANCH}", Simulation.push, "on_success"),
        ("{if: $CI_COMMIT_BRANCH}", Simulation.tag, "out"),
        ("{if: $CI_COMMIT_BRANCH}", Simulation.mergeRequest, "out"),
        ("{if: $CI_COMMIT_TAG}", Simulation.tag, "on_success"),
        ("{if: $CI_COMMIT_TAG}", Simulation.push, "out"),
        ("{if: $CI_COMMIT_TAG == null}", Simulation.push, "on_success"),
        ("{if: $CI_COMMIT_TAG =~ /^v\\d+\\.\\d+$/}", Simulation.tag, "on_success"),
        ("{if: $CI_COMMIT_TAG !~ /^v/}", Simulation.tag, "out"),
        ("{if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH}", Simulation.push, "on_success"),
        ("{if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH}", Simulation.branch, "out"),
        ("{if: $CI_COMMIT_BRANCH != $CI_DEFAULT_BRANCH}", Simulation.branch, "on_success"),
        ("{if: '$CI_PIPELINE_SOURCE == \"push\"'}", Simulation.tag, "on_success"),
        ("{if: '$CI_PIPELINE_SOURCE == \"schedule\"'}", Simulation.schedule, "on_success"),
        ("{if: '$CI_PIPELINE_SOURCE == \"merge_request_event\"'}", Simulation.mergeRequest, "on_success"),
        ("{if: '$CI_MERGE_REQUEST_TARGET_BRANCH_NAME == \"main\"'}", Simulation.mergeRequest, "on_success"),
        ("{if: $CI_MERGE_REQUEST_IID}", Simulation.mergeRequest, "on_success"),
        ("{if: $CI_MERGE_REQUEST_IID}", Simulation.push, "out"),
        ("{if: '$CI_COMMIT_REF_NAME == \"feature/a\"'}", Simulation.mergeRequest, "on_success"),
        ("{if: '$CI_COMMIT_REF_SLUG == \"feature-a\"'}", Simulation.branch, "on_success"),
        ("{if: '$CI_COMMIT_REF_PROTECTED == \"true\"'}", Simulation.push, "out"),
        ("{if: $CI_COMMIT_BEFORE_SHA =~ /^0+$/}", Simulation.newBranch, "on_success"),
        ("{if: $CI_COMMIT_BEFORE_SHA =~ /^0+$/}", Simulation.branch, "out"),
        ("{if: $CI_COMMIT_BEFORE_SHA =~ /^0+$/}", Simulation.web, "on_success"),
        ("{if: $A}", Simulation.push, "out"),
        ("{if: $A}", Simulation.push.setting(["A": ""]), "out"),
        ("{if: $A}", Simulation.push.setting(["A": "false"]), "on_success"),
        ("{if: '$A == \"\"'}", Simulation.push.setting(["A": ""]), "on_success"),
        ("{if: '$A == \"\"'}", Simulation.push, "out"),
        ("{if: $A == $B}", Simulation.push.setting(["A": "x", "B": "x"]), "on_success"),
        ("{if: $A == $B}", Simulation.push, "on_success"),
        ("{if: $A =~ $B}", Simulation.push.setting(["A": "xy", "B": "/^x/"]), "on_success"),
        ("{if: '$A && ($B || $CI)'}", Simulation.push.setting(["A": "x"]), "on_success"),
        // References in values are not replaced.
        ("{if: '$A == \"main\"'}", Simulation.push.setting(["A": "$CI_COMMIT_BRANCH"]), "out"),
        ("{if: '$A == $CI_COMMIT_BRANCH'}", Simulation.push.setting(["A": "$CI_COMMIT_BRANCH"]), "out"),
        // Variables of jobs that only the runner sets are not there.
        ("{if: $CI_JOB_ID}", Simulation.push, "out"),
        ("{if: $CI_JOB_TOKEN}", Simulation.push, "out"),
        ("{if: '$CI_JOB_NAME == \"job\"'}", Simulation.push, "on_success"),
        ("{if: '$CI_JOB_STAGE == \"test\"'}", Simulation.push, "on_success"),
        ("{if: '$CI_NODE_TOTAL == \"1\"'}", Simulation.push, "on_success"),
        ("{if: $CI_COMMIT_MESSAGE =~ /x+/}", Simulation.push, "?the value of $CI_COMMIT_MESSAGE"),
        ("{if: $CI_COMMIT_MESSAGE =~ /x+/}", Simulation.push.setting(["CI_COMMIT_MESSAGE": "ax"]), "on_success"),
        ("{if: $CI_COMMIT_MESSAGE && $A}", Simulation.push, "out"),
        ("{if: $CI_COMMIT_BRANCH || $CI_COMMIT_MESSAGE}", Simulation.push, "on_success"),
        ("{if: '$CI_PROJECT_PATH == \"g/p\"'}", Simulation.push, "?the value of $CI_PROJECT_PATH"),
        ("{if: '$CI_PROJECT_NAMESPACE == \"g/h\"'}", Simulation.push.project("g/h/p"), "on_success"),
        ("{if: '$CI_PROJECT_ROOT_NAMESPACE == \"g\"'}", Simulation.push.project("g/h/p"), "on_success"),
    ]

    static let outcomes: [Row] = [
        ("{when: never}", Simulation.push, "out"),
        ("{when: always}", Simulation.push, "always"),
        ("{when: manual}", Simulation.push, "manual"),
        ("{when: manual, allow_failure: true}", Simulation.push, "manual!"),
        ("{when: delayed, start_in: 1 hour}", Simulation.push, "delayed"),
        ("{allow_failure: true}", Simulation.push, "on_success!"),
        ("{if: $A}, {when: manual}", Simulation.push, "manual"),
        ("{if: $A, when: never}, {when: on_failure}", Simulation.push, "on_failure"),
        ("{if: $CI, when: never}, {when: always}", Simulation.push, "out"),
        ("[{if: $A}, [{if: $CI, when: manual}]]", Simulation.push, "manual"),
        // A doubt that changes nothing is none.
        ("{if: $CI_COMMIT_TITLE, when: always}, {when: always}", Simulation.push, "always"),
        ("{if: $CI_COMMIT_TITLE, when: never}, {if: $A}", Simulation.push, "out"),
        ("{if: $CI_COMMIT_TITLE, when: manual}, {when: always}", Simulation.push, "?the value of $CI_COMMIT_TITLE"),
        ("{if: $CI}, {if: $CI_COMMIT_TITLE, when: manual}", Simulation.push, "on_success"),
    ]

    static let changes: [Row] = [
        ("{changes: [a.txt]}", Simulation.push, "?the changed files"),
        ("{changes: [a.txt]}", Simulation.push.changing("a.txt"), "on_success"),
        ("{changes: [a.txt]}", Simulation.push.changing("b/a.txt"), "out"),
        ("{changes: ['*.txt']}", Simulation.push.changing("b/a.txt"), "out"),
        ("{changes: ['**/*.txt']}", Simulation.push.changing("b/c/a.txt"), "on_success"),
        ("{changes: ['**/*.txt']}", Simulation.push.changing("a.txt"), "on_success"),
        ("{changes: ['src/**/*']}", Simulation.push.changing("src/.hidden/a"), "on_success"),
        ("{changes: ['src/']}", Simulation.push.changing("src/a"), "out"),
        ("{changes: ['*.{md,txt}']}", Simulation.push.changing("a.md"), "on_success"),
        ("{changes: {paths: [a]}}", Simulation.mergeRequest.changing("a"), "on_success"),
        ("{changes: {paths: [a]}}", Simulation.mergeRequest, "?the changed files"),
        ("{changes: [$DIR/*]}", Simulation.push.changing("x/a").setting(["DIR": "x"]), "on_success"),
        ("{changes: [$DIR/*]}", Simulation.push.changing("x/a").setting(["DIR": "$SUB", "SUB": "x"]), "on_success"),
        ("{changes: ['$DIR']}", Simulation.push.changing("$DIR"), "on_success"),
        ("{changes: []}", Simulation.push.changing("a"), "out"),
        // Without a list of files the condition holds.
        ("{changes: [a.txt]}", Simulation.tag.changing("b"), "on_success"),
        ("{changes: [a.txt]}", Simulation.newBranch.changing("b"), "on_success"),
        ("{changes: [a.txt]}", Simulation.schedule.changing("b"), "on_success"),
        ("{changes: [a.txt]}", Simulation.web, "on_success"),
        ("{changes: {paths: [a], compare_to: main}}", Simulation.schedule, "?the changed files"),
        ("{changes: {paths: [a], compare_to: main}}", Simulation.schedule.changing("b"), "out"),
        ("{if: $A, changes: [a.txt]}", Simulation.push, "out"),
        ("{if: $CI, changes: [a.txt], when: manual}", Simulation.push.changing("a.txt"), "manual"),
    ]

    static let files: [Row] = [
        ("{exists: [Dockerfile]}", Simulation.push, "on_success"),
        ("{exists: Dockerfile}", Simulation.push, "on_success"),
        ("{exists: [dockerfile]}", Simulation.push, "out"),
        ("{exists: ['*.swift']}", Simulation.push, "out"),
        ("{exists: ['**/*.swift']}", Simulation.push, "on_success"),
        ("{exists: ['src/**/main.swift']}", Simulation.push, "on_success"),
        ("{exists: [src]}", Simulation.push, "out"),
        ("{exists: {paths: ['src/*/main.*']}}", Simulation.push, "on_success"),
        ("{exists: ['$DIR/app/main.swift']}", Simulation.push.setting(["DIR": "src"]), "on_success"),
        ("{exists: ['$CI_PROJECT_NAME/a']}", Simulation.push, "?the value of $CI_PROJECT_NAME"),
        ("{exists: {paths: [a], project: g/p}}", Simulation.push, "?the files of project \"g/p\""),
    ]

    @Test(arguments: conditions + outcomes + changes + files)
    func `a rule decides`(row: Row) throws {
        let rules = row.rules.hasPrefix("[") ? row.rules : "[\(row.rules)]"
        let text = "job:\n  script: x\n  rules: \(rules)\n"
        let pipeline = try Simulation.run(text, row.request, files: ["Dockerfile", "src/app/main.swift"])
        #expect(Simulation.fate(of: "job", in: pipeline) == row.fate, "\(row.rules)")
    }

    @Test(arguments: [
        ("when: manual", "{if: $CI}", "manual!"),
        ("when: manual", "{if: $CI, when: always}", "always!"),
        ("when: manual\n  allow_failure: false", "{if: $CI}", "manual"),
        ("allow_failure: true", "{if: $CI, allow_failure: false}", "on_success"),
        ("allow_failure: {exit_codes: 3}", "{if: $CI}", "on_success"),
    ])
    func `what a rule does not say, the job does`(keywords: String, rules: String, fate: String) throws {
        let text = "job:\n  script: x\n  \(keywords)\n  rules: [\(rules)]\n"
        let pipeline = try Simulation.run(text, Simulation.push)
        #expect(Simulation.fate(of: "job", in: pipeline) == fate)
    }
}
