import BuildKit

/// A collapsible section of GitLab's job log
/// (https://docs.gitlab.com/ci/jobs/job_logs/#custom-collapsible-sections).
enum LogSection {
    private static let eraseLine = "\u{1b}[0K"

    /// The line that opens it. The title stands on it.
    ///
    /// - Parameter name: unique in the log; see `name(_:)`.
    static func start(_ name: String, at time: Instant, isCollapsed: Bool, title: String) -> String {
        let options = isCollapsed ? "[collapsed=true]" : ""
        return "\(eraseLine)section_start:\(seconds(time)):\(Self.name(name))\(options)\r\(eraseLine)\(title)\n"
    }

    static func end(_ name: String, at time: Instant) -> String {
        "\(eraseLine)section_end:\(seconds(time)):\(Self.name(name))\r\(eraseLine)\n"
    }

    /// What GitLab takes for a name: letters, digits, `_`, `.` and `-`.
    private static func name(_ text: String) -> String {
        String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber) || "_.-".contains($0) ? $0 : "-" })
    }

    private static func seconds(_ time: Instant) -> Int64 { max(0, time.nanoseconds / 1_000_000_000) }
}
