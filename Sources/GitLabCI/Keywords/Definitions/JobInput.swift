/// One input of a job and what its default must fulfil.
enum JobInput {
    static let typeNames = ["array", "boolean", "number", "string"]

    /// GitLab's message for a default that does not fit, and the key to blame; none if it fits.
    static func faults(_ input: ConfigValue) -> [(message: String, key: String)] {
        guard let value = input["default"] else { return [] }
        switch input["type"]?.string ?? "string" {
        case "string": return textFaults(input, RubyText.string(value))
        case "number":
            let number = coerced(value)
            var result: [(String, String)] = []
            if !number.isNumeric { result.append(("default value is not a number", "default")) }
            if let options = input["options"]?.sequence, !number.isNull, number.bool != false, !options.contains(number)
            {
                let text = RubyText.string(number)
                let message = "`\(text)` cannot be used because it is not in the list of the allowed options"
                result.append((message, "default"))
            }
            return result + patternFaults(input)
        case let type:
            let value = coerced(value)
            let fits = type == "boolean" ? value.isBool : value.isSequence
            var result: [(String, String)] = []
            if !fits {
                result.append(("default value is not \(type == "boolean" ? "a boolean" : "an array")", "default"))
            }
            if input["options"].map({ !$0.isNull }) ?? false {
                result.append(("Options can only be used with string and number inputs", "options"))
            }
            return result + patternFaults(input)
        }
    }

    private static func patternFaults(_ input: ConfigValue) -> [(String, String)] {
        input["regex"] == nil ? [] : [("RegEx validation can only be used with string inputs", "regex")]
    }

    private static func textFaults(_ input: ConfigValue, _ text: String) -> [(String, String)] {
        var result: [(String, String)] = []
        if let options = input["options"]?.sequence, !options.contains(where: { RubyText.string($0) == text }) {
            let message = "`\(text)` cannot be used because it is not in the list of allowed options"
            result.append((message, "default"))
        }
        if let pattern = input["regex"]?.string {
            do throws(RE2SyntaxError) {
                if try RE2(pattern).matches(text) == false {
                    result.append(("default value does not match required RegEx pattern", "default"))
                }
            } catch {
                result.append(("invalid regular expression", "regex"))
            }
        }
        return result
    }

    /// Text that reads as a JSON value of a simple kind counts as that value.
    private static func coerced(_ value: ConfigValue) -> ConfigValue {
        guard let text = value.string else { return value }
        switch text {
        case "true": return value.replacing(.bool(true))
        case "false": return value.replacing(.bool(false))
        case "null": return value.replacing(.null)
        default: break
        }
        if let number = Int(text), !text.hasPrefix("+") { return value.replacing(.integer(number)) }
        if text.utf8.allSatisfy({ (0x30...0x39).contains($0) || "-+.eE".utf8.contains($0) }), let number = Double(text)
        {
            return value.replacing(.float(number))
        }
        if text.hasPrefix("["), text.hasSuffix("]") { return value.replacing(.sequence([])) }
        return value
    }
}
