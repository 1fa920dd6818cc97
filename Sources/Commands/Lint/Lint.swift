import ArgumentParser

/// `buildkit-ci lint [FILE…]`: says what GitLab would say of pipelines, and where.
struct Lint: ParsableCommand {
    static let name = "lint"
    static let configuration = CommandConfiguration(
        commandName: name,
        abstract: "Check pipelines.",
        discussion: """
            Says whether GitLab would accept a pipeline, in GitLab's words and in plainer ones. Includes from outside of the \
            project are fetched with --resolve-includes only; else what they could change is not judged, and the result says that it is incomplete. Files \
            below templates are judged as components: on their own, whatever pipeline includes them.

            Beyond GitLab's verdict, rules look for what will fail, is unsafe, slow or outdated in builds of images. The \
            command rules lists them, explain RULE shows why. A comment silences a rule on its line or the next: \
            # buildkit-ci:allow[rule-id] reason. What a project always wants stands in its .buildkit-ci-lint.yml.

            An error is what GitLab rejects, or what a rule knows to fail. Warnings do not change the exit status unless \
            --strict is given. --diff ends with 1 where it has something to show.
            """)

    @OptionGroup(title: "Input") var input: InputOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Rules") var rules: RuleOptions
    @OptionGroup(title: "Fixes") var fixes: FixOptions
    @OptionGroup(title: "Server") var server: ServerOptions
    @Flag(help: "Let warnings count as errors for the exit status.") var strict = false

    init() {}

    /// The names of files that directly follow `lint`, and the command line without them.
    ///
    /// ArgumentParser takes time that grows with the square of their number: for 900 files as long as the check of them.
    static func leadingFiles(_ arguments: [String]) -> (files: [String], others: [String]) {
        guard arguments.first == name else { return ([], arguments) }
        let files = arguments.dropFirst().prefix { !$0.hasPrefix("-") }
        return (Array(files), [arguments[0]] + arguments.dropFirst(1 + files.count))
    }

    func run() throws { try request.run(asking: server.session()) }

    /// What the command line asks for.
    var request: LintRequest {
        LintRequest(
            files: input.files, root: input.root, stdinName: input.stdinName, output: output.choice,
            rules: rules.noRules ? nil : rules.selection, shellCheck: rules.shellCheck,
            baseline: rules.baseline, newBaseline: rules.writeBaseline, fixes: fixes.choice, isStrict: strict)
    }
}
