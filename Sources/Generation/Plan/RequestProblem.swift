import BuildRequests

/// One reason why a request cannot become a pipeline.
package struct RequestProblem: Error, Equatable, CustomStringConvertible, Sendable {
    /// The key of the request file, by its path such as `images[0].tags`.
    package let path: String
    package let message: String

    /// The option that the value may have come by, such as `--tag`; the key where there is no option.
    package var option: String {
        var key = Substring(path)
        if key.hasPrefix("images["), let bracket = key.firstIndex(of: "]") { key = "images[" + key[bracket...] }
        // A problem with an entry of a list or a map is a problem of the option that may be repeated.
        while true {
            if let flag = BuildRequest.table.first(where: { $0.path == key })?.flag { return flag }
            guard let end = key.lastIndex(where: { $0 == "." || $0 == "[" }) else { return path }
            key = key[..<end]
        }
    }

    package var description: String { "\(option): \(message)" }
}

/// Every reason why a request cannot become a pipeline, in the order of the keys.
package struct RequestProblems: Error, Equatable, CustomStringConvertible, Sendable {
    package let problems: [RequestProblem]

    package var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// Collects problems while a plan is made.
struct ProblemList {
    private(set) var found: [RequestProblem] = []

    mutating func report(_ path: String, _ message: String) {
        found.append(RequestProblem(path: path, message: message))
    }
}
