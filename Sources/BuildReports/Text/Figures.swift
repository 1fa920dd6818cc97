/// Quantities in words for people.
enum Figures {
    /// `0.3s`, `12.4s`, `2m 05s`.
    static func time(_ duration: Duration) -> String {
        let tenths = Int(seconds(duration) * 10 + 0.5)
        guard tenths >= 1000 else { return "\(tenths / 10).\(tenths % 10)s" }
        return minutes(duration)
    }

    /// `0m 44s`, `12m 05s`.
    static func minutes(_ duration: Duration) -> String {
        let seconds = Int(seconds(duration) + 0.5)
        return "\(seconds / 60)m \(padded(seconds % 60))s"
    }

    /// `285 B`, `1.2 kB`, `34.5 MB`: powers of ten, as BuildKit writes them.
    static func bytes(_ count: Int) -> String {
        guard count >= 1000 else { return "\(count) B" }
        var value = Double(count)
        var unit = ""
        for next in ["kB", "MB", "GB", "TB"] where value >= 999.5 || unit.isEmpty {
            value /= 1000
            unit = next
        }
        let tenths = Int(value * 10 + 0.5)
        return tenths >= 1000 ? "\((tenths + 5) / 10) \(unit)" : "\(tenths / 10).\(tenths % 10) \(unit)"
    }

    /// `60 %`
    static func percent(_ ratio: Double) -> String { "\(Int(ratio * 100 + 0.5)) %" }

    static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    }

    /// Seconds with three decimals, for programs: `0.071`.
    static func decimal(_ duration: Duration) -> String {
        let milliseconds = max(0, Int(seconds(duration) * 1000 + 0.5))
        let decimals = String(1000 + milliseconds % 1000).dropFirst()
        return "\(milliseconds / 1000).\(decimals)"
    }

    /// `1 step`, `2 steps`.
    static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
