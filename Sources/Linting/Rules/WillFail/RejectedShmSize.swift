import Diagnostics
import GitLabCI
import ShellSyntax

/// See `about`.
package struct RejectedShmSize: Rule {
    package static let about = RuleDescription(
        id: "rejected-shm-size", category: .willFail, severity: .error,
        summary: "`shm-size` takes bytes, without a unit",
        why: """
            `docker build --shm-size 64m` reads units, the frontend's option does not: the build ends with \
            `failed to parse shm size: strconv.ParseInt: parsing "64m": invalid syntax`.
            """,
        fix: .safe,
        examples: [
            .bad(
                """
                build:
                  script:
                    - buildctl build --frontend dockerfile.v0 --opt ⟦shm-size=64m⟧
                """,
                says: "\"64m\" is no number of bytes; write shm-size=67108864",
                fixed: """
                    build:
                      script:
                        - buildctl build --frontend dockerfile.v0 --opt shm-size=67108864
                    """),
            .good(
                """
                build:
                  script:
                    - buildctl build --frontend dockerfile.v0 --opt shm-size=67108864
                """),
        ], references: ["https://github.com/moby/buildkit/blob/master/frontend/dockerui/attr.go"])

    package static let commands = KnownCommand.buildctlNames

    package init() {}

    package func check(
        _ command: LintedCommand, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter
    ) {
        let start = "shm-size=".utf8.count
        for value in command.line?.values("opt") ?? [] where value.text.hasPrefix("shm-size=") {
            let size = String(value.text.dropFirst(start))
            guard !size.contains("$"), Int(size) == nil, let line = command.line else { continue }
            let bytes = Self.bytes(size)
            report.report(
                .unit(size, bytes), at: line.span(value),
                fix: .safe(
                    "write the number of bytes",
                    bytes.flatMap {
                        command.item.edit(value.range(ofText: start..<value.text.utf8.count), String($0))
                    }))
        }
    }

    /// A size as Docker reads it, with units of 1024.
    private static func bytes(_ text: String) -> Int? {
        let lower = text.lowercased()
        let number = lower.prefix(while: \.isNumber)
        guard let count = Int(number) else { return nil }
        let factors = ["k": 1 << 10, "kb": 1 << 10, "m": 1 << 20, "mb": 1 << 20, "g": 1 << 30, "gb": 1 << 30, "b": 1]
        guard let factor = factors[String(lower.dropFirst(number.count))] else { return nil }
        let (product, overflows) = count.multipliedReportingOverflow(by: factor)
        return overflows ? nil : product
    }
}

extension RuleMessage {
    fileprivate static func unit(_ size: String, _ bytes: Int?) -> Self {
        "\"\(size)\" is no number of bytes; write shm-size=\(bytes.map(String.init) ?? "BYTES")"
    }
}
