/// Numbers in English words, which GitLab takes in durations: `two weeks`, `twenty-five minutes`,
/// `one hundred and five seconds`, `two and a half hours`. An article is no number (`a day` is refused).
enum EnglishNumbers {
    private static let ones: [String: Double] = [
        "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
        "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
        "seventeen": 17, "eighteen": 18, "nineteen": 19, "ninteen": 19,
    ]
    private static let tens: [String: Double] = [
        "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
        "ninety": 90,
    ]
    private static let powers: [String: Double] = [
        "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000,
        "trillion": 1_000_000_000_000,
    ]
    private static let fractions: [String: Double] = [
        "half": 2, "third": 3, "thirds": 3, "fourth": 4, "fourths": 4, "quarter": 4, "quarters": 4, "fifth": 5,
        "fifths": 5,
        "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8,
    ]

    /// The text with numbers in words replaced by digits. Text without such words comes back as it is.
    static func inDigits(_ text: String) -> String {
        guard text.utf8.contains(where: { (0x61...0x7A).contains($0) }) else { return text }
        let words = withoutInnerHyphens(text).split(separator: " ", omittingEmptySubsequences: true).map(String.init)
        guard words.contains(where: { isNumberWord($0) || fractions[$0] != nil }) else { return text }
        var result: [String] = []
        var index = 0
        while index < words.count {
            if let (number, next) = number(words, from: index) {
                result.append(plain(number))
                index = next
            } else {
                result.append(words[index])
                index += 1
            }
        }
        return result.joined(separator: " ")
    }

    private static func isNumberWord(_ word: String) -> Bool {
        small(word) != nil || powers[word] != nil
    }

    /// A number below a hundred; `twentyfive` is one too.
    private static func small(_ word: String) -> Double? {
        if let number = ones[word] ?? tens[word] { return number }
        for (prefix, value) in tens where word.hasPrefix(prefix) {
            if let one = ones[String(word.dropFirst(prefix.count))], (1...9).contains(one) { return value + one }
        }
        return nil
    }

    private static func number(_ words: [String], from start: Int) -> (Double, Int)? {
        var index = start
        var total = 0.0
        var current = 0.0
        var seen = false
        if let digits = Double(words[index]), digits.isFinite, index + 1 < words.count,
            powers[words[index + 1]] != nil || isFraction(words, after: index + 1)
        {
            current = digits
            seen = true
            index += 1
        }
        while index < words.count {
            let word = words[index]
            if let value = small(word) {
                // Without an "and", only a shorter number is added to a longer one.
                let isJoined = index > start && words[index - 1] == "and"
                if seen, !isJoined, plain(total + current).count <= plain(value).count { break }
                current += value
            } else if let power = powers[word] {
                current = max(current, 1) * power
                if power >= 1000 {
                    total += current
                    current = 0
                }
            } else if word == "and", seen, index + 1 < words.count, isNumberWord(words[index + 1]) {
                index += 1
                continue
            } else {
                break
            }
            seen = true
            index += 1
        }
        guard seen else { return nil }
        if isFraction(words, after: index), let fraction = fractions[words[index + 2]] {
            return (total + current + 1 / fraction, index + 3)
        }
        return (total + current, index)
    }

    /// `and a half`
    private static func isFraction(_ words: [String], after index: Int) -> Bool {
        index + 2 < words.count && words[index] == "and" && words[index + 1] == "a"
            && fractions[words[index + 2]] != nil
    }

    private static func withoutInnerHyphens(_ text: String) -> String {
        var bytes = Array(text.utf8)
        for index in bytes.indices where bytes[index] == UInt8(ascii: "-") && index > 0 && index + 1 < bytes.count {
            let isBetweenDigits = [bytes[index - 1], bytes[index + 1]].contains { (0x30...0x39).contains($0) }
            if !isBetweenDigits { bytes[index] = 0x20 }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func plain(_ number: Double) -> String {
        number == number.rounded() && number < 1e15 ? String(Int(number)) : String(number)
    }
}
