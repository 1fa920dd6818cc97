/// What an entry at the top of the file is, if it is a job.
package enum JobKind: Sendable {
    /// A template; its name begins with a dot.
    case hidden
    /// It has `script` or `run`.
    case job
    /// It has `trigger`, or `needs` alone.
    case bridge

    package static func of(_ name: ConfigKey, _ value: ConfigValue) -> JobKind? {
        if name.text.hasPrefix(".") { return .hidden }
        guard let map = value.mapping else { return nil }
        if map.contains("script") || map.contains("run") { return .job }
        return map.contains("trigger") || map.contains("needs") ? .bridge : nil
    }

    package var isVisible: Bool { if case .hidden = self { false } else { true } }
}
