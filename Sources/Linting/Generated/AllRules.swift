// Written by `swift run generate-files`. Do not edit.

/// All rules, by category and name.
package enum AllRules {
    package static let all: [any Rule] = [
        DuplicateKey(),
        BuilderImageWithoutEntrypoint(),
        RootlessWithoutNoProcessSandbox(),
        UnknownBuildctlFlag(),
        FloatingBuilderImageTag(),
    ]
}
