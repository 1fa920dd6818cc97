/// One mistake that the linter knows: what it is, and how to see it in a pipeline.
///
/// ## How to add a rule
///
/// 1. Write `Rules/<Category>/<RuleName>.swift` after the model of another, and add it to `Generated/AllRules.swift`. The
///    name says the bad thing (`FloatingBuilderImageTag`), its id is the same in kebab-case.
/// 2. Fill in `about`. The examples are the tests and the documentation: mark what is found with `⟦…⟧`, and give a fixed
///    text where there is a fix. They are run in several variants, see `RuleExample`.
/// 3. Write one of the `check` methods below. A rule is pure: what it needs from the project it asks the pipeline for.
///    It reports nothing that it is not sure of; what it cannot know offline (a variable of the project, a missing
///    include) makes it silent.
/// 4. Run the tests of the linter: with `RULE=rule-name` in the environment only that rule's examples are run, with
///    `RECORD_SNAPSHOTS=1` the registry and the pages are written again.
///
/// Messages of a rule stand at the bottom of its file, in a `fileprivate` extension of `RuleMessage`.
package protocol Rule: Sendable {
    static var about: RuleDescription { get }

    init()

    /// The commands whose calls the rule wants to see, by the names of `KnownCommand`; `*` for all.
    static var commands: [String] { get }

    /// Looks at the pipeline as a whole: stages, workflow, what jobs have to do with each other.
    func check(_ pipeline: LintedPipeline, _ report: inout Reporter)

    /// Looks at one job with all that it inherits.
    func check(_ job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter)

    /// Looks at one service of a job.
    func check(_ service: LintedService, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter)

    /// Looks at one command of a job's scripts; only those named in `commands`.
    func check(_ command: LintedCommand, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter)

    /// Looks at one build of an image, by whatever tool, with its Dockerfile where that can be found.
    func check(_ build: ImageBuild, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter)
}

extension Rule {
    package static var commands: [String] { [] }
    package func check(_ pipeline: LintedPipeline, _ report: inout Reporter) {}
    package func check(_ job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {}
    package func check(
        _ service: LintedService, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter
    ) {}
    package func check(
        _ command: LintedCommand, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter
    ) {}
    package func check(_ build: ImageBuild, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {}
}
