/// The functions that a block may send its value through: `$[[ inputs.name | truncate(0, 8) ]]`.
///
/// https://docs.gitlab.com/ci/inputs/#specify-functions-to-manipulate-input-values
enum InterpolationFunction: Hashable, Sendable {
    case truncate(offset: Int, length: Int)
    case expandVariables
    case posixEscape

    /// Nil when there is no such function or its arguments are not right.
    init?(_ text: String) {
        switch text {
        case "expand_vars": self = .expandVariables
        case "posix_escape": self = .posixEscape
        default:
            guard let arguments = Self.truncateArguments(text) else { return nil }
            self = .truncate(offset: arguments.0, length: arguments.1)
        }
    }

    private var name: String {
        switch self {
        case .truncate: "truncate"
        case .expandVariables: "expand_vars"
        case .posixEscape: "posix_escape"
        }
    }

    struct Failure: Error {
        var message: String
    }

    func apply(to value: ConfigValue, variables: [String: String]) throws(Failure) -> ConfigValue {
        guard let text = value.string else {
            throw Failure(
                message: "error in `\(name)` function: invalid input type: \(name) can only be used with string inputs")
        }
        let result =
            switch self {
            case .truncate(let offset, let length):
                String(String.UnicodeScalarView(text.unicodeScalars.dropFirst(offset).prefix(length)))
            case .expandVariables: VariableExpansion.expandKnown(text, variables)
            case .posixEscape: Self.posixEscaped(text)
            }
        return value.replacing(.string(result))
    }

    /// `truncate(offset, length)`; GitLab does not mind a missing parenthesis at the end.
    private static func truncateArguments(_ text: String) -> (Int, Int)? {
        guard text.hasPrefix("truncate(") else { return nil }
        var inner = text.dropFirst("truncate(".count)
        if inner.last == ")" { inner.removeLast() }
        let parts = inner.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        let numbers = parts.map { part in
            let digits = part.drop(while: \.isWhitespace)
            let end = digits.lastIndex { !$0.isWhitespace }.map { digits.index(after: $0) } ?? digits.startIndex
            return digits[..<end]
        }
        guard numbers.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } }) else { return nil }
        return (Int(numbers[0]) ?? .max, Int(numbers[1]) ?? .max)
    }

    /// As Ruby's `Shellwords.escape`: a backslash before whatever could mean something to a shell.
    private static func posixEscaped(_ text: String) -> String {
        guard !text.isEmpty else { return "''" }
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "A"..."Z", "a"..."z", "0"..."9", "_", "-", ".", ",", ":", "+", "/", "@":
                result.unicodeScalars.append(scalar)
            case "\n": result += "'\n'"
            default:
                result += "\\"
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
