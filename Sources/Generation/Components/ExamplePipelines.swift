import BuildKit
import BuildRequests
import YAMLTree

/// The pipelines among our examples that include the components, made from them so that names and inputs are right.
package enum ExamplePipelines {
    /// What a user of the components writes.
    ///
    /// - Parameter version: that of the components.
    package static func includingComponents(version: String) throws(RequestProblems) -> String {
        let project = "$CI_SERVER_FQDN/ci-components/buildkit"
        return YAMLWriter.document(
            header: "Lints the project's pipeline and builds its image, by the components of buildkit-ci.",
            [
                .init(
                    "include",
                    .sequence([
                        try include(
                            "lint", of: project, at: version, [.init("image", "$CI_REGISTRY/ci/buildkit-ci:\(version)")]
                        ),
                        try include(
                            "daemonless", of: project, at: version,
                            [
                                .init("job-name", "build-app"), .init("tags", "$CI_COMMIT_SHORT_SHA latest"),
                                .init("build-args", "VERSION=$CI_COMMIT_SHORT_SHA"), .init("provenance", "max"),
                            ]),
                    ]))
            ])
    }

    /// The pipeline of a project that releases the components.
    ///
    /// - Parameter images: builds the images that the components need.
    package static func releasing(images: Plan) throws(RequestProblems) -> String {
        var includes: [YAMLValue.Item] = []
        for component in try ComponentCatalog.all() {
            includes.append(
                try include(
                    component.name, of: "$CI_SERVER_FQDN/$CI_PROJECT_PATH", at: "$CI_COMMIT_SHA",
                    trying(component)))
        }
        return YAMLWriter.document(
            header: "Checks the components of a project, builds the images that they need, and releases them.",
            [
                .init("stages", .flow(["programs", "images", "check", "release"])),
                .init(
                    "include", .sequence(includes),
                    comment:
                        "The components themselves, at this commit. One that GitLab refuses fails the pipeline at once."
                ),
                programs,
            ] + Pipeline.jobs(of: images) + [check, release])
    }

    private static func include(
        _ name: String, of project: String, at version: String, _ inputs: [YAMLValue.Entry]
    ) throws(RequestProblems) -> YAMLValue.Item {
        .init(.mapping([.init("component", "\(project)/\(name)@\(version)"), .init("inputs", .mapping(inputs))]))
    }

    /// Inputs with which a component is tried on an image of this project's, without pushing anything that others would
    /// take for a release.
    private static func trying(_ component: Component) -> [YAMLValue.Entry] {
        let names = Set(component.inputs.map(\.name))
        var inputs: [YAMLValue.Entry] = [.init("job-name", "try-\(component.name)"), .init("stage", "check")]
        if names.contains("context") {
            inputs.append(.init("context", example))
            inputs.append(.init("dockerfile", "\(example)/Dockerfile"))
        }
        if names.contains("push") { inputs.append(.init("push", "never")) }
        switch component.name {
        case "lint": inputs.append(.init("image", lintImage))
        case "remote":
            inputs.append(.init("address", BuilderService.address))
            inputs.append(.init("rules", only("$BUILDKIT_TLS_CA")))
        case "kubernetes":
            inputs.append(.init("image", "$CI_REGISTRY_IMAGE/buildkit-kubectl:1.0"))
            inputs.append(.init("agent", "$CI_PROJECT_PATH:builder"))
            inputs.append(.init("rules", only("$KUBECONFIG")))
        case "multi-platform":
            inputs.append(.init("name", "$CI_REGISTRY_IMAGE/try"))
            inputs.append(.init("tags", "$CI_COMMIT_SHORT_SHA"))
            for key in ["rules", "merge-rules"] { inputs.append(.init(key, only("$ARM64_RUNNER"))) }
        default: break
        }
        return inputs
    }

    /// Rules that hold only where the project has such a builder.
    private static func only(_ condition: String) -> YAMLValue {
        .sequence([.init(.mapping([.init("if", condition)]))])
    }

    /// What the components build when they are tried.
    private static let example = "ci-examples/daemonless"

    // MARK: Jobs

    private static let lintImage = "$CI_REGISTRY_IMAGE/buildkit-ci:edge"

    private static let onReleases: YAMLValue = .sequence([
        .init(.mapping([.init("if", "$CI_COMMIT_TAG")])),
        .init(.mapping([.init("if", "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH")])),
    ])

    private static let programs = YAMLValue.Entry(
        "programs",
        .mapping([
            .init("stage", "programs"), .init("rules", onReleases), .init("image", "swift:6.2-bookworm"),
            .init(
                "script",
                .sequence([
                    .init(
                        .scalar(
                            "apt-get update && apt-get install -y --no-install-recommends libyaml-dev libcurl4-openssl-dev"
                        )),
                    .init(.scalar("swift build -c release --product buildkit-ci --static-swift-stdlib")),
                    .init(.scalar("cp .build/release/buildkit-ci images/buildkit-ci/")),
                    .init(.scalar("swift build -c release --product buildkit-run -Xswiftc -static-executable")),
                    .init(.scalar("cp .build/release/buildkit-run images/buildkit-run/")),
                ])),
            .init(
                "artifacts",
                .mapping([
                    .init(
                        "paths",
                        .sequence([
                            .init(.scalar("images/buildkit-ci/buildkit-ci")),
                            .init(.scalar("images/buildkit-run/buildkit-run")),
                        ])),
                    .init("expire_in", "1 day"),
                ])),
        ]), comment: "The two programs, for the images of the next stage.")

    private static let check = YAMLValue.Entry(
        "check",
        .mapping([
            .init("stage", "check"),
            .init("image", .mapping([.init("name", lintImage), .init("entrypoint", .flow([""]))])),
            .init(
                "script",
                .sequence([
                    .init(.scalar("buildkit-ci component check")), .init(.scalar("buildkit-ci component docs --check")),
                ])),
        ]),
        comment: "What GitLab requires of a component project, and whether the README has the inputs that there are.")

    private static let release = YAMLValue.Entry(
        "release",
        .mapping([
            .init("stage", "release"),
            .init("rules", .sequence([.init(.mapping([.init("if", "$CI_COMMIT_TAG =~ /^v?\\d+\\.\\d+\\.\\d+/")]))])),
            .init("image", "registry.gitlab.com/gitlab-org/cli:v1.80.4"),
            .init("script", .sequence([.init(.scalar("echo \"Releasing $CI_COMMIT_TAG.\""))])),
            .init(
                "release",
                .mapping([
                    .init("tag_name", "$CI_COMMIT_TAG"), .init("description", "Components at $CI_COMMIT_TAG."),
                ])),
        ]), comment: "Only a release by this keyword comes into the catalog.")
}
