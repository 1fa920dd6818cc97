/// How Ruby writes values, which shows in GitLab's messages.
package enum RubyText {
    /// `Float#to_s`: `1.5`, `3.0`, `1.0e+20`, `Infinity`, `NaN`.
    package static func float(_ number: Double) -> String {
        if number.isNaN { return "NaN" }
        if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
        let (digits, exponent) = decimal(number.magnitude)
        let sign = number.sign == .minus ? "-" : ""
        if number == 0 { return sign + "0.0" }
        // Ruby keeps to plain notation for decimal exponents from -4 up to 16.
        if exponent > -4, exponent <= 16 {
            if exponent <= 0 { return sign + "0." + String(repeating: "0", count: -exponent) + digits }
            if digits.count <= exponent {
                return sign + digits + String(repeating: "0", count: exponent - digits.count) + ".0"
            }
            return sign + digits.prefix(exponent) + "." + digits.dropFirst(exponent)
        }
        let rest = digits.dropFirst()
        let power = exponent - 1
        let magnitude = power.magnitude < 10 ? "0\(power.magnitude)" : "\(power.magnitude)"
        return sign + digits.prefix(1) + "." + (rest.isEmpty ? "0" : rest) + "e" + (power < 0 ? "-" : "+") + magnitude
    }

    /// `to_s` of a value: what string interpolation puts into a message.
    package static func string(_ value: ConfigValue) -> String {
        switch value.content {
        case .null: ""
        case .string(let text): text
        default: inspect(value)
        }
    }

    /// `join(", ")` of a list, which takes the items of inner lists as its own.
    package static func joined(_ values: [ConfigValue]) -> String {
        values.flatMap(\.flattened).map(string).joined(separator: ", ")
    }

    /// `inspect` of a value, with the keys as symbols and the map syntax of Ruby 3.3 and earlier (`{:a=>1}`).
    package static func inspect(_ value: ConfigValue) -> String {
        switch value.content {
        case .null: "nil"
        case .bool(let value): value ? "true" : "false"
        case .integer(let number): String(number)
        case .bigInteger(let digits): digits
        case .float(let number): float(number)
        case .string(let text): quoted(text)
        case .reference(let argument): inspect(argument)
        case .sequence(let items): "[" + items.map(inspect).joined(separator: ", ") + "]"
        case .mapping(let mapping):
            "{" + mapping.entries.map { key($0.key) + "=>" + inspect($0.value) }.joined(separator: ", ") + "}"
        }
    }

    /// `String#inspect`: in double quotes, with Ruby's escapes.
    package static func quoted(_ text: String) -> String {
        var result = "\""
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            case "\u{1B}": result += "\\e"
            case "\u{0}": result += "\\u0000"
            case "#":
                let next = index + 1 < scalars.count ? scalars[index + 1] : nil
                result += next == "{" || next == "$" || next == "@" ? "\\#" : "#"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    private static func key(_ key: ConfigKey) -> String {
        switch key {
        case .string(let text): symbol(text)
        case .null: "nil"
        default: key.text
        }
    }

    /// `Symbol#inspect`: `:name`, and `:"two words"` where the name is no identifier.
    package static func symbol(_ text: String) -> String { ":" + (isIdentifier(text) ? text : quoted(text)) }

    private static func isIdentifier(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        guard let first = scalars.first, first == "_" || first.value >= 0x80 || first.properties.isAlphabetic else {
            return false
        }
        let body = scalars.last == "?" || scalars.last == "!" || scalars.last == "=" ? scalars.dropLast() : scalars[...]
        return body.allSatisfy {
            $0 == "_" || $0.value >= 0x80 || $0.properties.isAlphabetic || ("0"..."9").contains($0)
        }
    }

    /// The shortest digits that give the number back, without zeros at either end, and the place of the point.
    private static func decimal(_ number: Double) -> (digits: String, exponent: Int) {
        let text = number.description
        let parts = text.split(separator: "e", maxSplits: 1)
        let mantissa = parts[0].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        var exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let whole = mantissa[0]
        var digits = whole + (mantissa.count > 1 ? mantissa[1] : "")
        exponent += whole.count
        while digits.count > 1, digits.first == "0" {
            digits = digits.dropFirst()
            exponent -= 1
        }
        while digits.count > 1, digits.last == "0" { digits = digits.dropLast() }
        return (String(digits), exponent)
    }
}
