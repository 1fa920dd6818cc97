/// Takes secrets out of texts that others wrote, such as libcurl's or the server's.
struct SecretFilter {
    private let secrets: [String]

    init(_ request: HTTPRequest) {
        secrets = (request.address.secrets + [request.token?.value].compactMap(\.self))
            .filter { $0.count > 2 }.sorted { $0.count > $1.count }
    }

    /// The text on one line, at most 200 characters, without control characters and secrets.
    func clean(_ text: String) -> String {
        var result = text
        for secret in secrets { result = result.replacing(secret, with: "[masked]") }
        let words = result.split {
            $0.isWhitespace || $0.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
        }
        let line = words.joined(separator: " ")
        return line.count > 200 ? line.prefix(200) + "…" : line
    }
}
