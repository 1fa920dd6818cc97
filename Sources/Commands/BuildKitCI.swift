import ArgumentParser

/// The root of `buildkit-ci`: it only lists the subcommands.
///
/// Each of them sets its `commandName`: to derive one from the name of its type takes ArgumentParser part of a millisecond,
/// at every start.
struct BuildKitCI: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: Tool.name,
        abstract: "The GitLab CI toolkit for BuildKit.",
        discussion: CommandExitCode.table,
        version: Tool.version,
        subcommands: [
            Init.self, Generate.self, Lint.self, Rules.self, Explain.self, Expand.self, Simulate.self, Script.self,
            Component.self,
        ])

    init() {}
}
