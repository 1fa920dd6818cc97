// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target of the package is compiled with the same strictness.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "buildkit-ci",
    products: [
        .executable(name: "buildkit-ci", targets: ["buildkit-ci"]),
        .executable(name: "buildkit-run", targets: ["buildkit-run"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
    ],
    targets: [
        // Shared by both programs.
        .target(name: "BuildKit", swiftSettings: strict),
        .target(name: "FileWriting", swiftSettings: strict),

        .target(name: "BuildReports", dependencies: ["BuildKit", "Diagnostics"], swiftSettings: strict),

        // buildkit-ci: reads, judges and writes pipelines.
        .target(name: "Diagnostics", swiftSettings: strict),
        .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .target(name: "YAMLTree", dependencies: ["Diagnostics", "CLibYAML"], swiftSettings: strict),
        .target(name: "GitLabCI", dependencies: ["YAMLTree", "Diagnostics"], swiftSettings: strict),
        .target(name: "ShellSyntax", swiftSettings: strict),
        .target(
            name: "Linting",
            dependencies: ["GitLabCI", "BuildKit", "ShellSyntax", "YAMLTree", "Diagnostics"],
            exclude: ["Documentation.docc"], swiftSettings: strict),
        // The request file, which both programs read.
        .target(
            name: "BuildRequests", dependencies: ["BuildKit", "YAMLTree", "Diagnostics"], swiftSettings: strict),
        .target(
            name: "Generation", dependencies: ["BuildRequests", "GitLabCI", "YAMLTree", "BuildKit", "Diagnostics"],
            swiftSettings: strict),
        .target(name: "CLibCurl", linkerSettings: [.linkedLibrary("dl")]),
        .target(name: "GitLabAPI", dependencies: ["Diagnostics", "CLibCurl"], swiftSettings: strict),
        .target(
            name: "Commands",
            dependencies: [
                "Generation", "BuildRequests", "GitLabAPI", "Linting", "GitLabCI", "YAMLTree", "BuildKit",
                "FileWriting", "Diagnostics",
                argumentParser,
            ],
            swiftSettings: strict),
        .executableTarget(name: "buildkit-ci", dependencies: ["Commands"], swiftSettings: strict),
        // Development tool: writes the files of the repository that come from the sources.
        .executableTarget(
            name: "generate-files",
            dependencies: [
                "Commands", "Generation", "BuildRequests", "Linting", "GitLabCI", "YAMLTree", "Diagnostics",
                argumentParser,
            ],
            swiftSettings: strict),

        // buildkit-run: supervises one build inside a job.
        .target(name: "Diagnosis", dependencies: ["BuildKit"], swiftSettings: strict),
        .target(name: "Supervision", swiftSettings: strict),
        .target(name: "CLinuxShims"),
        .target(name: "LinuxProcess", dependencies: ["Supervision", "CLinuxShims"], swiftSettings: strict),
        .target(
            name: "RunnerCommands",
            dependencies: [
                "Diagnosis", "LinuxProcess", "Supervision", "BuildReports", "BuildRequests", "BuildKit", "FileWriting",
                "Diagnostics",
                argumentParser,
            ],
            swiftSettings: strict),
        .executableTarget(name: "buildkit-run", dependencies: ["RunnerCommands"], swiftSettings: strict),

        // Tests.
        .target(name: "RecordedText", path: "Tests/RecordedText", swiftSettings: strict),
        .testTarget(
            name: "BuildKitTests", dependencies: ["BuildKit"], exclude: ["Traces"], swiftSettings: strict),
        .testTarget(
            name: "BuildReportsTests", dependencies: ["BuildReports", "BuildKit", "RecordedText"],
            exclude: ["Snapshots", "Schemas"],
            swiftSettings: strict),
        .testTarget(
            name: "DiagnosticsTests", dependencies: ["Diagnostics", "RecordedText"], exclude: ["Renderers/Snapshots"],
            swiftSettings: strict),
        .testTarget(name: "YAMLTreeTests", dependencies: ["YAMLTree", "Diagnostics"], swiftSettings: strict),
        .testTarget(name: "ShellSyntaxTests", dependencies: ["ShellSyntax"], swiftSettings: strict),
        .testTarget(
            name: "LintingTests",
            dependencies: ["Linting", "GitLabCI", "BuildKit", "ShellSyntax", "YAMLTree", "Diagnostics"],
            swiftSettings: strict),
        .testTarget(
            name: "GitLabCITests", dependencies: ["Commands", "GitLabCI", "YAMLTree", "Diagnostics"],
            swiftSettings: strict),
        .target(name: "LoopbackServer", path: "Tests/LoopbackServer", swiftSettings: strict),
        .testTarget(
            name: "GitLabAPITests", dependencies: ["GitLabAPI", "LoopbackServer"], swiftSettings: strict),
        .testTarget(
            name: "BuildRequestsTests", dependencies: ["BuildRequests", "BuildKit", "YAMLTree", "Diagnostics"],
            swiftSettings: strict),
        .testTarget(
            name: "GenerationTests",
            dependencies: [
                "Generation", "BuildRequests", "Linting", "GitLabCI", "YAMLTree", "Diagnostics", "BuildKit", "CLibYAML",
                "RecordedText",
            ],
            exclude: ["Snapshots"],
            swiftSettings: strict),
        .testTarget(
            name: "CommandsTests",
            dependencies: [
                "buildkit-ci", "generate-files", "Commands", "GitLabAPI", "GitLabCI", "Diagnostics", "LoopbackServer",
                "RecordedText", argumentParser,
            ],
            exclude: ["Fixtures"],
            swiftSettings: strict),
        .testTarget(name: "DiagnosisTests", dependencies: ["Diagnosis", "BuildKit"], swiftSettings: strict),
        .testTarget(name: "SupervisionTests", dependencies: ["Supervision"], swiftSettings: strict),
        // With the real buildkitd, buildctl, runc and docker-registry.
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "BuildKit", "BuildRequests", "LinuxProcess", "Supervision", "CLinuxShims", "LoopbackServer", "YAMLTree",
                "Diagnostics", "Linting", "buildkit-run", "buildkit-ci",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "FileWritingTests", dependencies: ["FileWriting", "LinuxProcess"], swiftSettings: strict),
        .testTarget(name: "LinuxProcessTests", dependencies: ["LinuxProcess", "Supervision"], swiftSettings: strict),
        .testTarget(
            name: "RunnerCommandsTests",
            dependencies: [
                "RunnerCommands", "LinuxProcess", "Supervision", "BuildReports", "BuildRequests", "BuildKit",
                "FileWriting",
                argumentParser,
            ],
            swiftSettings: strict),
        // Static: it runs in bare root directories, and starts at once.
        .executableTarget(
            name: "fake-tool", path: "Tests/fake-tool",
            linkerSettings: [.unsafeFlags(["-static-executable", "-Xlinker", "-s"])]),
        .testTarget(
            name: "RunnerProcessTests", dependencies: ["LinuxProcess", "Supervision"], swiftSettings: strict),

        // What `.ci/bench lint` compares with.
        .executableTarget(name: "bench-yaml", dependencies: ["CLibYAML"], path: "Tests/bench-yaml"),

        // Fuzzing of the linter: a few thousand inputs with the tests, any number with `.ci/fuzz`.
        .target(
            name: "LintFuzzing", dependencies: ["Linting", "ShellSyntax", "GitLabCI", "Diagnostics"],
            path: "Tests/LintFuzzing", swiftSettings: strict),
        .executableTarget(
            name: "fuzz-lint", dependencies: ["LintFuzzing"], path: "Tests/fuzz-lint", swiftSettings: strict),
        .testTarget(name: "LintFuzzingTests", dependencies: ["LintFuzzing"], swiftSettings: strict),
    ]
)
