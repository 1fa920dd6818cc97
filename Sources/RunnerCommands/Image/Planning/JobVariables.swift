/// The variables of a job, as texts of a request file use them: `$NAME` and `${NAME}`; `$$` is one `$`.
struct JobVariables {
    let environment: [String: String]

    /// A variable that is not set: an empty name or tag would build something else than was meant.
    struct Unset: Error, Equatable {
        let name: String
    }

    func expanded(_ text: String) throws(Unset) -> String {
        var result = ""
        var rest = text[...]
        while let dollar = rest.firstIndex(of: "$") {
            result += rest[..<dollar]
            rest = rest[rest.index(after: dollar)...]
            if rest.first == "$" {
                result += "$"
                rest.removeFirst()
                continue
            }
            let isBraced = rest.first == "{"
            if isBraced { rest.removeFirst() }
            let name = String(rest.prefix { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) })
            guard !name.isEmpty, !isBraced || rest.dropFirst(name.count).first == "}" else {
                result += isBraced ? "${" : "$"
                continue
            }
            guard let value = environment[name] else { throw Unset(name: name) }
            result += value
            rest = rest.dropFirst(name.count + (isBraced ? 1 : 0))
        }
        return result + rest
    }
}
