/// A length of time in words, as GitLab reads it (its `gitlab_chronic_duration` library): `3 hours 30 minutes`, `1h 30m`,
/// `3:41:59`, `1.5 days`, `two weeks and a day`, `600`.
package enum Duration {
    /// A month for `GitLab`: a twelfth of a year of 365.2425 days, in seconds. The limit of `timeout`.
    package static let timeoutLimit: Double = 2_629_746
    /// The limit of `start_in`.
    package static let week: Double = 604_800

    /// The number of seconds; nil for text that is no duration or comes to nothing.
    package static func seconds(_ text: String) -> Double? {
        if let plain = plainSeconds(text) { return plain }
        guard let words = words(EnglishNumbers.inDigits(text.lowercased())) else { return nil }
        var total = 0.0
        for (index, word) in words.enumerated() {
            guard let number = Double(word) ?? Double("0" + word) else { continue }
            let next = index + 1 < words.count ? words[index + 1] : "seconds"
            total += number * (unitSeconds[next] ?? 0)
        }
        return total == 0 ? nil : total
    }

    /// The same for the usual form, numbers and units in turn (`2 days 3h`); nil for any other.
    private static func plainSeconds(_ text: String) -> Double? {
        let bytes = Array(text.utf8)
        var total = 0.0
        var index = 0
        func skipSpace() { while index < bytes.count, bytes[index] == 0x20 { index += 1 } }
        skipSpace()
        while index < bytes.count {
            var number = 0.0
            let numberStart = index
            while index < bytes.count, isDigit(bytes[index]) {
                number = number * 10 + Double(bytes[index] - 0x30)
                index += 1
            }
            guard index > numberStart else { return nil }
            skipSpace()
            let unitStart = index
            while index < bytes.count, (0x61...0x7A).contains(bytes[index]) { index += 1 }
            let unit = unitNames[String(decoding: bytes[unitStart..<index], as: UTF8.self)]
            guard let unit, let seconds = unitSeconds[unit] else { return nil }
            total += number * seconds
            skipSpace()
        }
        return total > 0 ? total : nil
    }

    /// A number followed by a number counts for nothing, since only the names of units multiply.
    private static let unitSeconds: [String: Double] = [
        "seconds": 1, "minutes": 60, "hours": 3600, "days": 86400, "weeks": 604_800, "months": 2_592_000,
        "years": 31_557_600,
    ]

    private static let unitNames: [String: String] = [
        "seconds": "seconds", "second": "seconds", "secs": "seconds", "sec": "seconds", "s": "seconds",
        "minutes": "minutes", "minute": "minutes", "mins": "minutes", "min": "minutes", "m": "minutes",
        "hours": "hours", "hour": "hours", "hrs": "hours", "hr": "hours", "h": "hours",
        "days": "days", "day": "days", "dy": "days", "d": "days",
        "weeks": "weeks", "week": "weeks", "wks": "weeks", "wk": "weeks", "w": "weeks",
        "months": "months", "month": "months", "mos": "months", "mo": "months",
        "years": "years", "year": "years", "yrs": "years", "yr": "years", "y": "years",
    ]

    private static let joinWords: Set<String> = ["and", "with", "plus"]

    /// Numbers and names of units in turn; nil at a word that is neither.
    private static func words(_ text: String) -> [String]? {
        var result: [String] = []
        guard let clocked = clock(text) else { return nil }
        for word in separated(clocked).split(separator: " ") {
            if isNumber(word) {
                result.append(String(word))
                continue
            }
            var bare = word
            if bare.first == "," { bare = bare.dropFirst() }
            if bare.last == "," { bare = bare.dropLast() }
            if let unit = unitNames[String(bare)] {
                result.append(unit)
            } else if !joinWords.contains(String(bare)) {
                return nil
            }
        }
        // "day" is one day.
        if let first = result.first, unitNames[first] != nil { result.insert("1", at: 0) }
        return result
    }

    /// `3:41:59` spelt out; nil for more than six parts. Other text is left alone.
    private static func clock(_ text: String) -> String? {
        let packed = text.filter { $0 != " " }
        let units = ["seconds", "minutes", "hours", "days", "months", "years"]
        let parts = packed.split(separator: ":", omittingEmptySubsequences: false)
        let bytes = Array(packed.utf8)
        let hasClock = bytes.indices.contains { index in
            bytes[index] == UInt8(ascii: ":") && index > 0 && isDigit(bytes[index - 1]) && index + 1 < bytes.count
                && (isDigit(bytes[index + 1]) || bytes[index + 1] == UInt8(ascii: "."))
        }
        guard hasClock else { return text }
        guard parts.count <= units.count else { return nil }
        return zip(parts, units[..<parts.count].reversed()).map { "\($0) \($1)" }.joined(separator: " ")
    }

    /// Puts spaces around every number.
    private static func separated(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let start = index
            while index < bytes.count, isDigit(bytes[index]) { index += 1 }
            // Both "1.5" and ".5" are numbers.
            if index + 1 < bytes.count, bytes[index] == UInt8(ascii: "."), isDigit(bytes[index + 1]) {
                index += 1
                while index < bytes.count, isDigit(bytes[index]) { index += 1 }
            }
            if index > start {
                result += [0x20] + bytes[start..<index] + [0x20]
            } else {
                result.append(isSpace(bytes[index]) ? 0x20 : bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func isNumber(_ word: Substring) -> Bool { word.utf8.contains(where: isDigit) }
    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
