/// Numbers in English words, which GitLab takes in durations: `two weeks`, `twenty-five minutes`, `a day`,
/// `one hundred and five seconds`, `two and a half hours`.
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
    private static let fractions: [String: Double] = ["half": 0.5, "quarter": 0.25]

    /// The text with numbers in words replaced by digits. Text without such words comes back as it is.
    static func inDigits(_ text: String) -> String {
        guard text.utf8.contains(where: { (0x61...0x7A).contains($0) }) else { return text }
        let words = withoutInnerHyphens(text).split(separator: " ", omittingEmptySubsequences: true).map(String.init)
        guard words.contains(where: { isNumberWord($0) || $0 == "a" }) else { return text }
        var result: [String] = []
        var index = 0
        while index < words.count {
            if let (number, next) = number(words, from: index) {
                result.append(plain(number))
                index = next
            } else {
                // An "a" at the very end is no number.
                if !(words[index] == "a" && index == words.count - 1) { result.append(words[index]) }
                index += 1
            }
        }
        return result.joined(separator: " ")
    }

    private static func isNumberWord(_ word: String) -> Bool {
        ones[word] != nil || tens[word] != nil || powers[word] != nil
    }

    private static func number(_ words: [String], from start: Int) -> (Double, Int)? {
        var index = start
        var total = 0.0
        var current = 0.0
        var seen = false
        if words[index] == "a", index + 1 < words.count { return (1, index + 1) }
        if let digits = Double(words[index]), index + 1 < words.count, powers[words[index + 1]] != nil {
            current = digits
            seen = true
            index += 1
        }
        while index < words.count {
            let word = words[index]
            if let value = ones[word] ?? tens[word] {
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
        if index + 2 < words.count, words[index] == "and", words[index + 1] == "a",
            let fraction = fractions[words[index + 2]]
        {
            return (total + current + fraction, index + 3)
        }
        return (total + current, index)
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
