import BuildKit

/// What to do about a failure, with the lines to write.
struct RemedyText {
    let remedy: String
    let settings: [RemedySetting]
    let link: String?

    /// Whole lines, each with the indent before it.
    func text(indent: String) -> String {
        var lines = ["remedy: \(remedy)"]
        for setting in settings {
            lines.append("  \(setting.place.words):")
            lines += setting.lines.map { "    \($0)" }
        }
        if let link { lines.append("see \(link)") }
        return lines.map { "\(indent)\($0)\n" }.joined()
    }

    static func json(_ settings: [RemedySetting]) -> JSONValue {
        .array(
            settings.map { setting in
                .object([
                    "place": .string(setting.place.rawValue),
                    "lines": .array(setting.lines.map { .string($0) }),
                ])
            })
    }

    static func json(_ failure: KnownFailure) -> JSONObject {
        [
            "id": .string(failure.id), "outcome": failure.isAdvice ? .null : .string(failure.outcome.rawValue),
            "cause": .string(failure.cause), "remedy": .string(failure.remedy), "settings": json(failure.settings),
            "link": .string(failure.link),
        ]
    }
}
