/// Turns text that matches a pattern of numbers into the number, as Ruby does.
enum ScalarNumber {
    /// - Parameter radix: 2, 8, 10 or 16, as the text's own prefix says.
    static func integer(_ text: String, radix: Int) -> YAMLScalar {
        var digits = Substring(text.filter { $0 != "," && $0 != "_" })
        var isNegative = false
        if digits.first == "-" || digits.first == "+" { isNegative = digits.removeFirst() == "-" }
        if radix == 2 || radix == 16 { digits = digits.dropFirst(2) }
        while digits.count > 1, digits.first == "0" { digits.removeFirst() }
        if digits.isEmpty { digits = "0" }
        let signed = (isNegative ? "-" : "") + digits
        if let number = Int(signed, radix: radix) { return .integer(number) }
        return .bigInteger((isNegative ? "-" : "") + decimal(digits, radix: radix))
    }

    /// `1,000.5`, `1.`, `.5`, `1.5e+3`
    static func float(_ text: String) -> YAMLScalar {
        if text == "." || text == "+." || text == "-." { return .string(text) }
        var digits = text.filter { $0 != "," && $0 != "_" }
        if digits.hasSuffix(".") { digits.removeLast() }
        for exponent in [".e", ".E"] {
            if let found = digits.firstRange(of: exponent) { digits.replaceSubrange(found, with: exponent.dropFirst()) }
        }
        guard let number = Double(digits) else { return .invalid }
        return .float(number)
    }

    /// `12:30` is 12 * 3600 + 30 * 60, as is `12:30:00`.
    static func sexagesimalInteger(_ text: String) -> YAMLScalar {
        var sum = 0
        for (index, part) in text.split(separator: ":").enumerated() {
            let (product, overflow) = leadingInteger(part).multipliedReportingOverflow(by: weight(index))
            let (next, carry) = sum.addingReportingOverflow(product)
            if overflow || carry { return .bigInteger(text.filter { $0.isASCII && $0.isNumber }) }
            sum = next
        }
        return .integer(sum)
    }

    static func sexagesimalFloat(_ text: String) -> YAMLScalar {
        var sum = 0.0
        for (index, part) in text.split(separator: ":").enumerated() {
            sum += leadingFloat(part) * Double(weight(index))
        }
        return .float(sum)
    }

    private static func weight(_ index: Int) -> Int { index == 0 ? 3600 : index == 1 ? 60 : 1 }

    /// Ruby's `to_i`: digits up to what is none; one underscore may stand between two of them.
    private static func leadingInteger(_ text: Substring) -> Int {
        var digits = ""
        var previous: Character = "_"
        for character in text {
            if character == "_" {
                if previous == "_" { break }
            } else {
                digits.append(character)
            }
            previous = character
        }
        return Int(digits) ?? .max
    }

    /// Ruby's `to_f`: an underscore counts only between two digits, and nothing counts after another one.
    private static func leadingFloat(_ text: Substring) -> Double {
        var digits = ""
        var previous: Character = "_"
        for character in text {
            if character == "_" {
                guard previous.isNumber else { break }
            } else {
                digits.append(character)
            }
            previous = character
        }
        if digits.hasSuffix(".") { digits.removeLast() }
        return Double(digits) ?? 0
    }

    /// Digits of any base in base 10. Texts of absurd length stay as they are: nobody reads their value.
    private static func decimal(_ digits: Substring, radix: Int) -> String {
        guard radix != 10, digits.count <= 4096 else { return String(digits) }
        var limbs: [UInt32] = [0]  // base 10^9, the lowest first
        for digit in digits {
            var carry = UInt64(digit.hexDigitValue ?? 0)
            for index in limbs.indices {
                let value = UInt64(limbs[index]) * UInt64(radix) + carry
                limbs[index] = UInt32(value % 1_000_000_000)
                carry = value / 1_000_000_000
            }
            if carry > 0 { limbs.append(UInt32(carry)) }
        }
        var result = String(limbs.last ?? 0)
        for limb in limbs.dropLast().reversed() {
            let part = String(limb)
            result += String(repeating: "0", count: 9 - part.count) + part
        }
        return result
    }
}
