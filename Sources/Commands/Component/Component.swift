import ArgumentParser

/// `buildkit-ci component …`: for projects that hold CI/CD components.
struct Component: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "component",
        abstract: "Check, render and document CI/CD components.",
        subcommands: [ComponentCheckCommand.self, ComponentRenderCommand.self, ComponentDocsCommand.self])

    init() {}
}
