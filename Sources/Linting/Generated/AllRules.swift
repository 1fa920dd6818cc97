// Written by `swift run generate-files`. Do not edit.

/// All rules, by category and name.
package enum AllRules {
    package static let all: [any Rule] = [
        AlwaysMatchingCondition(),
        BranchAndMergeRequestPipelines(),
        ChangesWithoutCompareTo(),
        DuplicateKey(),
        MistypedRunnerTag(),
        NeedExcludedByRules(),
        NeededArtifactsMissing(),
        NeverMatchingRule(),
        TimeoutBeyondProject(),
        UnknownPredefinedVariable(),
        UnreachableJob(),
        UnreadRuleVariable(),
        UnusedAnchor(),
        UnusedHiddenJob(),
        BuilderImageWithoutEntrypoint(),
        RootlessWithoutNoProcessSandbox(),
        UnknownBuildctlFlag(),
        FloatingBuilderImageTag(),
    ]
}
