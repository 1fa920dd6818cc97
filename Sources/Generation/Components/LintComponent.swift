import YAMLTree

/// The component `lint`: checks the pipelines of a project and shows the findings in merge requests.
enum LintComponent {
    private static let report = "gl-code-quality-report.json"

    static let component = Component(
        name: "lint",
        summary: "Checks pipelines with buildkit-ci, in the log of the job and as GitLab's Code Quality report.",
        inputs: inputs, content: [.init(JobInputs.name.block, .mapping(job))])

    private static let image = ComponentInput(
        "image", fallback: nil, "The image that the job runs in. It has to hold buildkit-ci and a shell.")
    private static let files = ComponentInput(
        "files", fallback: .scalar(""),
        "Files and directories to check, between blanks. Without any it is .gitlab-ci.yml at the root of the project.")
    private static let strict = ComponentInput(
        "strict", .boolean, fallback: .literal("false"), "Whether warnings fail the job too.")
    private static let allowFailure = ComponentInput(
        "allow-failure", .boolean, fallback: .literal("false"), "Whether the pipeline goes on when the job fails.")

    private static let inputs = [
        JobInputs.name(otherwise: "lint-pipelines"), JobInputs.stage(otherwise: "test"), JobInputs.runnerTags,
        JobInputs.rules(otherwise: rules), image, files, strict, allowFailure,
    ]

    private static let rules: YAMLValue = .sequence([
        .init(.mapping([.init("if", "$CI_PIPELINE_SOURCE == \"merge_request_event\"")])),
        .init(.mapping([.init("if", "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH")])),
    ])

    private static let job: [YAMLValue.Entry] = [
        .init("stage", JobInputs.stage.block),
        .init("tags", JobInputs.runnerTags.block),
        .init("rules", JobInputs.rules.block),
        .init(
            "image",
            .mapping([
                .init("name", image.block),
                .init(
                    "entrypoint", .flow([""]), comment: "An entrypoint of the image's own would take the shell's place."
                ),
            ])),
        .init("variables", .mapping([files.variableEntry, strict.variableEntry])),
        .init("allow_failure", allowFailure.block),
        .init("script", .sequence([.init(.scalar(script), comment: why)])),
        .init(
            "artifacts",
            .mapping([
                .init("when", "always"), .init("reports", .mapping([.init("codequality", report)])),
            ])),
    ]

    private static let why =
        "The report is written whatever is found; the check after it decides, and shows the places."

    private static let script = """
        set --
        if [ "$INPUT_STRICT" = true ]; then set -- --strict; fi
        # shellcheck disable=SC2086 # Several files stand between blanks.
        buildkit-ci lint $INPUT_FILES --format codequality --output \(report) || [ "$?" = 1 ]
        # shellcheck disable=SC2086
        buildkit-ci lint $INPUT_FILES "$@"

        """
}
