/// What a vertex's name says about it.
package struct StepName: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        /// `[internal] …`: loading the Dockerfile, the context, metadata.
        case `internal`
        /// `[auth] …`: asking for a token.
        case auth
        /// `[linux/amd64 stage 2/5] RUN …`: the index-th of total instructions of a stage.
        case instruction(platform: String?, stage: String?, index: Int, total: Int)
        case export
        /// `importing cache manifest from …`, which may fail without harm.
        case importCache
        case other
    }

    package let kind: Kind
    /// The name without what stands in brackets before it.
    package let text: String

    package init(_ name: String) {
        guard name.hasPrefix("["), let end = name.firstRange(of: "] ") else {
            text = name
            if name.hasPrefix("exporting ") || name.hasPrefix("sending tarball") {
                kind = .export
            } else {
                kind = name.hasPrefix("importing cache manifest") ? .importCache : .other
            }
            return
        }
        text = String(name[end.upperBound...])
        let words = name[..<end.lowerBound].dropFirst().split(separator: " ")
        switch words.last {
        case "internal": kind = .internal
        case "auth": kind = .auth
        case let count?:
            let numbers = count.split(separator: "/")
            guard numbers.count == 2, let index = Int(numbers[0]), let total = Int(numbers[1]) else {
                kind = .other
                return
            }
            let before = words.dropLast()
            let platform = before.first { $0.contains("/") }
            let stage = before.last { !$0.contains("/") && $0 != "stage" }
            kind = .instruction(
                platform: platform.map(String.init), stage: stage.map(String.init), index: index, total: total)
        case nil: kind = .other
        }
    }

    /// The instruction in upper case, such as `RUN`; nothing for other steps.
    package var instruction: String? {
        guard case .instruction = kind else { return nil }
        return String(text.prefix { $0 != " " }).uppercased()
    }
}
