/// The flags of buildkitd in `BUILDKITD_FLAGS`, which the shell splits at blanks, whatever quotes are in it.
enum DaemonFlags {
    /// The value of a flag; of several the last, which counts.
    ///
    /// - Parameter name: without dashes.
    static func value(of name: String, in flags: String) -> String? {
        let words = flags.split { $0 == " " || $0 == "\t" || $0 == "\n" }.map(String.init)
        var value: String?
        for (index, word) in words.enumerated() {
            if word.hasPrefix("--\(name)=") { value = String(word.dropFirst(name.count + 3)) }
            if word == "--\(name)", index + 1 < words.count { value = words[index + 1] }
        }
        return value
    }

    /// A path in a flag from the checkout, in which the job begins, where it lies in it.
    static func inCheckout(_ path: String) -> String {
        path.replacing("${CI_PROJECT_DIR}/", with: "").replacing("$CI_PROJECT_DIR/", with: "")
    }
}
