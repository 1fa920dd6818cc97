/// What a program answers to `--version`.
package enum ProgramVersion {
    /// The version in the answer: its first word that begins with a number, or with `v` and one.
    package static func version(in answer: String) -> String? {
        answer.split(whereSeparator: \.isWhitespace).first { word in
            (word.first == "v" ? word.dropFirst() : word).first.map { ("0"..."9").contains($0) } ?? false
        }.map { String($0.prefix(60)) }
    }
}
