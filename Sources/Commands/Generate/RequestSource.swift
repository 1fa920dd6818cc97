import BuildRequests
import Diagnostics
import Generation

/// A request that comes from a file, from options, or from both; and where each value came from.
struct RequestSource {
    let request: BuildRequest
    private let flags: BuildRequest
    private let places: [String: SourceSpan]

    /// - Parameters:
    ///   - file: the request file; none where nil.
    ///   - flags: what the options say; it goes before the file.
    /// - Throws: when the file cannot be read or is wrong; everything wrong has been shown.
    init(file path: String?, flags: BuildRequest) throws {
        self.flags = flags
        guard let path else {
            request = flags
            places = [:]
            return
        }
        let file = RequestFile(try InputFile.read(path))
        guard file.diagnostics.isEmpty else {
            StandardStream.error.write(TextRenderer(colour: StandardStream.error.takesColour).render(file.diagnostics))
            throw CommandExitCode.usage
        }
        places = file.places
        request = try Self.joined(file.request, flags, path)
    }

    /// The plan of the request.
    ///
    /// - Throws: everything that is wrong with it, each with the place or the option that it came from.
    func plan() throws(CommandFailure) -> Plan {
        do {
            return try Plan(request)
        } catch {
            // What images share is wrong once, not once for each.
            var lines: [String] = []
            for line in error.problems.map(text) where !lines.contains(line) { lines.append(line) }
            throw CommandFailure(lines.joined(separator: "\n"), status: .usage)
        }
    }

    private static func joined(
        _ file: BuildRequest, _ flags: BuildRequest, _ path: String
    ) throws(CommandFailure) -> BuildRequest {
        var joined = flags.over(file)
        guard let image = flags.images?.first else { return joined }
        let images = file.images ?? [ImageSettings()]
        if images.count > 1 {
            for (option, isSet) in [("--name", image.naming.names != nil), ("--job", image.job.name != nil)]
            where isSet {
                throw CommandFailure(
                    "\(option) means one image, but \"\(path)\" has \(images.count); change it there", status: .usage)
            }
        }
        joined.images = images.map { image.over($0) }
        return joined
    }

    /// A problem with the place in the file that it came from, or with the option.
    private func text(_ problem: RequestProblem) -> String {
        if let place = place(of: problem.path) { return "\(place): \(key(problem.path)): \(problem.message)" }
        return problem.description
    }

    private func key(_ path: String) -> String {
        guard path.hasPrefix("images["), let dot = path.firstIndex(of: ".") else { return path }
        return String(path[path.index(after: dot)...])
    }

    /// Where a value stands in the file; nil where an option or a default gave it.
    private func place(of path: String) -> SourceSpan? {
        guard !isFromFlags(path) else { return nil }
        var path = Substring(path)
        while true {
            if let place = places[String(path)] { return place }
            if let dot = path.firstIndex(of: "."), path.hasPrefix("images["),
                let place = places["defaults" + path[dot...]]
            {
                return place
            }
            guard let end = path.lastIndex(where: { $0 == "." || $0 == "[" }) else { return nil }
            path = path[..<end]
        }
    }

    /// Whether an option set the value: the written form of what the options say has the key.
    private func isFromFlags(_ path: String) -> Bool {
        let given = RequestFile(SourceFile(name: "", text: flags.text)).places
        var key = Substring(path)
        if key.hasPrefix("images["), let bracket = key.firstIndex(of: "]") { key = "images[0" + key[bracket...] }
        while key.contains(".") || !key.hasPrefix("images") {
            if given[String(key)] != nil { return true }
            guard let end = key.lastIndex(where: { $0 == "." || $0 == "[" }) else { return false }
            key = key[..<end]
        }
        return false
    }
}
