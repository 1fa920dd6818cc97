import BuildKit
import Diagnostics
import GitLabCI

/// See `about`.
package struct ServiceWithoutAlias: Rule {
    package static let about = RuleDescription(
        id: "service-without-alias", category: .willFail, severity: .error, confidence: .medium,
        summary: "a builder's service from another registry has no alias, so that the job cannot find it",
        why: """
            Without `alias` a service is called by the name of its image, registry included: `docker:dind` from a mirror is not \
            `docker` any more but `mirror.example.com__docker`. Clients that look for the short name end with `no such host`. An \
            alias stays the same wherever the image comes from.
            """,
        fix: .safe,
        examples: [
            .bad(
                """
                build:
                  image: mirror.example.com/docker:28.5.1
                  services:
                    - name: ⟦mirror.example.com/docker:28.5.1-dind⟧
                  script:
                    - docker build .
                """,
                says: """
                    the service is reachable as "mirror.example.com__docker" only, which nothing in the job uses; give it \
                    alias: docker
                    """,
                fixed: """
                    build:
                      image: mirror.example.com/docker:28.5.1
                      services:
                        - name: mirror.example.com/docker:28.5.1-dind
                          alias: docker
                      script:
                        - docker build .
                    """),
            .good(
                """
                build:
                  image: mirror.example.com/docker:28.5.1
                  services:
                    - name: mirror.example.com/docker:28.5.1-dind
                      alias: docker
                  script:
                    - docker build .
                """),
            .good(
                """
                build:
                  image: docker:28.5.1
                  services: [docker:28.5.1-dind]
                  script:
                    - docker build .
                """, title: "The derived name is the short one", isDocumented: false),
        ], references: ["https://docs.gitlab.com/ci/services/#accessing-the-services"])

    package init() {}

    package func check(
        _ service: LintedService, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter
    ) {
        let image = service.image
        guard image.isBuildKit || image.isDockerInDocker, service.aliases.isEmpty, let names = service.hostNames,
            let reference = image.reference, reference.registry != "docker.io",
            !mentions(names, job), !job.commands.isEmpty
        else { return }
        let alias = image.isBuildKit ? BuilderService.alias : "docker"
        let mapping = service.value.mapping
        // One that holds nothing is a key too.
        let name = mapping?.entry("alias") == nil ? mapping?.entry("name") : nil
        report.report(
            .unreachable(names.first ?? "", alias), at: image.nameSpan,
            fix: .safe("add the alias", name.flatMap { YAMLEdits.adding("alias: \(alias)", behind: $0) }))
    }

    /// Whether anything in the job uses one of the names, or may.
    private func mentions(_ names: [String], _ job: LintedJob) -> Bool {
        let texts = job.variables.values.map { job.expanded($0.value) ?? $0.value } + job.scripts.map(\.text)
        return texts.contains { text in names.contains { text.contains($0) } }
    }
}

extension RuleMessage {
    fileprivate static func unreachable(_ name: String, _ alias: String) -> Self {
        """
        the service is reachable as "\(name)" only, which nothing in the job uses; give it alias: \(alias)
        """
    }
}
