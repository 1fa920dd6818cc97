/// A dotenv report as GitLab takes it (https://docs.gitlab.com/ci/yaml/artifacts_reports/#artifactsreportsdotenv): lines
/// of `KEY=value` without blank lines, comments and quoting, of a limited number and size.
package struct DotenvText: Sendable {
    /// The report has to be smaller than this, in bytes, by GitLab's default.
    package static let sizeLimit = 5 * 1024
    /// How many variables a self-managed GitLab takes by default.
    package static let countLimit = 20

    package private(set) var text = ""
    private var count = 0

    package init() {}

    /// Why a variable cannot be added, in words that follow `is left out: `.
    package enum Refusal: Equatable, Sendable, CustomStringConvertible {
        case key
        case severalLines
        case size
        case count

        package var description: String {
            switch self {
            case .key: "a key has only letters, digits and underscores"
            case .severalLines: "its value has several lines"
            case .size: "GitLab takes dotenv reports of less than \(DotenvText.sizeLimit) bytes"
            case .count: "GitLab takes \(DotenvText.countLimit) variables"
            }
        }
    }

    /// Adds a variable; GitLab drops white space around the value.
    ///
    /// - Returns: why it was not added.
    package mutating func add(_ key: String, _ value: String) -> Refusal? {
        guard !key.isEmpty, key.utf8.allSatisfy(Self.isAllowedInKey) else { return .key }
        guard !value.contains(where: \.isNewline) else { return .severalLines }
        let line = "\(key)=\(value)\n"
        guard text.utf8.count + line.utf8.count < Self.sizeLimit else { return .size }
        guard count < Self.countLimit else { return .count }
        text += line
        count += 1
        return nil
    }

    /// The text as a key may hold it: in upper case, with underscores for everything else.
    package static func key(_ text: String) -> String {
        String(decoding: text.uppercased().utf8.map { isAllowedInKey($0) ? $0 : UInt8(ascii: "_") }, as: UTF8.self)
    }

    private static func isAllowedInKey(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
