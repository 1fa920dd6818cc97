import Diagnostics
import GitLabCI
import ShellSyntax

/// See `about`.
package struct RootlessWithoutNoProcessSandbox: Rule {
    private static let flag = "--oci-worker-no-process-sandbox"

    package static let about = RuleDescription(
        id: "rootless-without-no-process-sandbox", category: .willFail, severity: .error, confidence: .medium,
        summary: "a rootless buildkitd without --oci-worker-no-process-sandbox cannot run a RUN step in most runners",
        why: """
            Docker and Kubernetes hide parts of `/proc` in unprivileged containers, and the kernel then refuses to mount a new \
            `/proc` for the containers of RUN steps. Without the flag, such a build ends with \
            `error mounting "proc" to rootfs at "/proc": operation not permitted`. Only a runner that unmasks `/proc` \
            (`systempaths=unconfined`) or is privileged does without it.
            """,
        remedy: """
            Give the daemon `--oci-worker-no-process-sandbox`: in `BUILDKITD_FLAGS` where the job starts it, in `command` \
            where it is a service. RUN steps then see the processes of the daemon's container.
            """,
        fix: .unsafe,
        examples: [
            .bad(
                """
                build:
                  image:
                    name: ⟦moby/buildkit:v0.26.2-rootless⟧
                    entrypoint: [""]
                  script:
                    - buildctl-daemonless.sh build --frontend dockerfile.v0 --local context=. --local dockerfile=.
                """,
                says: """
                    the rootless daemon of "moby/buildkit:v0.26.2-rootless" needs --oci-worker-no-process-sandbox in \
                    BUILDKITD_FLAGS
                    """,
                fixed: """
                    build:
                      variables:
                        BUILDKITD_FLAGS: --oci-worker-no-process-sandbox
                      image:
                        name: moby/buildkit:v0.26.2-rootless
                        entrypoint: [""]
                      script:
                        - buildctl-daemonless.sh build --frontend dockerfile.v0 --local context=. --local dockerfile=.
                    """),
            .bad(
                """
                build:
                  image:
                    name: moby/buildkit:v0.26.2-rootless
                    entrypoint: [""]
                  variables:
                    BUILDKITD_FLAGS: ⟦--debug⟧
                  script: buildctl-daemonless.sh build --frontend dockerfile.v0
                """,
                says: """
                    the rootless daemon of "moby/buildkit:v0.26.2-rootless" needs --oci-worker-no-process-sandbox in \
                    BUILDKITD_FLAGS
                    """,
                fixed: """
                    build:
                      image:
                        name: moby/buildkit:v0.26.2-rootless
                        entrypoint: [""]
                      variables:
                        BUILDKITD_FLAGS: --debug --oci-worker-no-process-sandbox
                      script: buildctl-daemonless.sh build --frontend dockerfile.v0
                    """, isDocumented: false),
            .bad(
                """
                build:
                  image: docker:28.5.1
                  services:
                    - name: ⟦moby/buildkit:v0.26.2-rootless⟧
                      alias: buildkitd
                  script: docker buildx create --driver remote tcp://buildkitd:1234
                """,
                says: """
                    the rootless daemon of "moby/buildkit:v0.26.2-rootless" needs --oci-worker-no-process-sandbox in its \
                    command
                    """),
            .good(
                """
                build:
                  image:
                    name: moby/buildkit:v0.26.2-rootless
                    entrypoint: [""]
                  variables:
                    BUILDKITD_FLAGS: --oci-worker-no-process-sandbox
                  script: buildctl-daemonless.sh build --frontend dockerfile.v0
                """),
            .good(
                """
                inspect:
                  image:
                    name: moby/buildkit:v0.26.2-rootless
                    entrypoint: [""]
                  script: buildctl --version
                """, title: "No daemon is started", isDocumented: false),
        ], references: ["https://github.com/moby/buildkit/blob/master/docs/rootless.md"])

    package init() {}

    package func check(_ job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        guard let image = job.image, image.isRootlessBuildKit, startsDaemon(job),
            !job.commands.contains(where: mentionsFlag)
        else { return }
        let message = RuleMessage.flagMissing(image.name, in: "BUILDKITD_FLAGS")
        guard let variable = job.variables["BUILDKITD_FLAGS"] else {
            let edit = job.entry("image").flatMap { entry in
                // One that holds nothing is a key too.
                job.config.entry("variables") == nil && pipeline.root["default"]?["image"] == nil
                    ? YAMLEdits.adding(["variables:", "  BUILDKITD_FLAGS: \(Self.flag)"], before: entry) : nil
            }
            report.report(message, at: image.nameSpan, fix: .unsafe("start the daemon with \(Self.flag)", edit))
            return
        }
        // What another variable holds is not known.
        guard !variable.value.contains(utf8: Self.flag), job.expanded(variable.value) != nil,
            !job.mayVary("BUILDKITD_FLAGS")
        else { return }
        let end = variable.valueSpan
        let isPlain = end.text == variable.value && !variable.value.isEmpty
        report.report(
            message, at: variable.valueSpan, related: [.init(image.nameSpan, "this image runs as user 1000")],
            fix: .unsafe(
                "start the daemon with \(Self.flag)",
                isPlain ? TextEdit(SourceSpan(file: end.file, start: end.end, end: end.end), " \(Self.flag)") : nil))
    }

    package func check(
        _ service: LintedService, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter
    ) {
        guard service.image.isRootlessBuildKit else { return }
        let words = service.command ?? []
        guard
            !words.contains(where: {
                ($0.string ?? "").contains(utf8: Self.flag) || ($0.string ?? "").contains(utf8: "$")
            })
        else { return }
        report.report(.flagMissing(service.image.name, in: "its command"), at: service.image.nameSpan)
    }

    private func startsDaemon(_ job: LintedJob) -> Bool {
        job.commands.contains { command in
            ["buildctl-daemonless.sh", "rootlesskit", "buildkitd"].contains(command.name)
                || (command.name == "buildkit-run" && ["build", "exec", "image"].contains(command.line?.subcommand))
        }
    }

    /// Whether a script passes the flag itself, or sets the variable to something that is not known here.
    private func mentionsFlag(_ command: LintedCommand) -> Bool {
        command.words.contains { word in
            let text = word.text
            return text.hasPrefix("BUILDKITD_FLAGS=") || text.contains(utf8: Self.flag)
        }
            || command.shell.assignments.contains { $0.name == "BUILDKITD_FLAGS" }
    }
}

extension RuleMessage {
    fileprivate static func flagMissing(_ image: String, in place: String) -> Self {
        "the rootless daemon of \"\(image)\" needs --oci-worker-no-process-sandbox in \(place)"
    }
}
