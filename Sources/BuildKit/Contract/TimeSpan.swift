/// A length of time as people write it on a command line: `120`, `90s`, `2m`, `1m30s`, `500ms`.
package struct TimeSpan: Equatable, Sendable, CustomStringConvertible {
    package let duration: Duration

    package init(_ duration: Duration) { self.duration = duration }

    /// - Parameter text: numbers with the units `ms`, `s`, `m`, `h`, largest first or not; a bare number is seconds.
    ///   `nil` for anything else, and for zero.
    package init?(_ text: String) {
        var rest = text[...]
        var sum = Duration.zero
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
            rest = rest.dropFirst(digits.count)
            let unit = rest.prefix { $0.isASCII && $0.isLetter }
            rest = rest.dropFirst(unit.count)
            guard let number = Double(digits), number < 1e6 else { return nil }
            switch unit {
            case "ms": sum += .seconds(number / 1000)
            case "s": sum += .seconds(number)
            case "m": sum += .seconds(number * 60)
            case "h": sum += .seconds(number * 3600)
            case "" where rest.isEmpty && sum == .zero: sum = .seconds(number)
            default: return nil
            }
        }
        guard sum > .zero else { return nil }
        duration = sum
    }

    /// In seconds, with as many decimals as it has up to three: `120 s`, `0.25 s`.
    package var description: String {
        let (seconds, attoseconds) = duration.components
        let milliseconds = attoseconds / 1_000_000_000_000_000
        guard milliseconds > 0 else { return "\(seconds) s" }
        var decimals = String(1000 + milliseconds).dropFirst()
        while decimals.last == "0" { decimals.removeLast() }
        return "\(seconds).\(decimals) s"
    }
}
