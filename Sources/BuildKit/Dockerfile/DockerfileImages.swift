/// The images that a Dockerfile names: those of its `syntax` directive, of FROM, of COPY --from and of RUN --mount.
package struct DockerfileImages: Equatable, Sendable {
    package struct Named: Equatable, Sendable {
        /// Counted from 1.
        package let line: Int
        package let image: ImageReference
    }

    /// A name that is no image as it stands.
    package struct Problem: Equatable, Sendable {
        package let line: Int
        /// With the name, and what to do.
        package let message: String
    }

    package private(set) var images: [Named] = []
    package private(set) var problems: [Problem] = []

    private var values: [String: String]
    private var stages: Set<String> = []
    private let escape: Character

    /// - Parameters:
    ///   - text: a Dockerfile.
    ///   - buildArguments: those of the build, which go before the defaults of ARG.
    ///   - platform: what `TARGETPLATFORM`, `BUILDARCH` and the like are taken from.
    package init(_ text: String, buildArguments: [String: String] = [:], platform: String = "linux/amd64") {
        let file = DockerfileInstructions(text)
        escape = file.escape
        values = Self.platformValues(platform)
        if let syntax = file.directives["syntax"] {
            add(String(syntax.value.prefix { !$0.isWhitespace }), at: syntax.line)
        }
        var isInStage = false
        for instruction in file.instructions {
            let words = DockerfileWords.split(instruction.arguments)
            switch instruction.keyword {
            case "ARG" where !isInStage:
                for word in words { declare(word, buildArguments) }
            case "FROM":
                isInStage = true
                addStage(words, at: instruction.line)
            case "COPY": addSources(words, option: "--from=", at: instruction.line)
            case "RUN": addSources(words, option: "--mount=", at: instruction.line)
            default: break
            }
        }
    }

    /// The variables that BuildKit sets before the first stage.
    private static func platformValues(_ platform: String) -> [String: String] {
        let parts = platform.split(separator: "/").map(String.init)
        var values: [String: String] = [:]
        for prefix in ["TARGET", "BUILD"] {
            values["\(prefix)PLATFORM"] = platform
            for (index, name) in ["OS", "ARCH", "VARIANT"].enumerated() {
                values[prefix + name] = index < parts.count ? parts[index] : ""
            }
        }
        return values
    }

    private mutating func declare(_ word: String, _ buildArguments: [String: String]) {
        let name = String(word.prefix { $0 != "=" })
        if let given = buildArguments[name] {
            values[name] = given
        } else if name.count < word.count {
            // A default that needs what is not set leaves the variable unset, and the name that uses it is told.
            values[name] = try? DockerfileWords.expanded(
                String(word.dropFirst(name.count + 1)), escape: escape, values)
        }
    }

    private mutating func addStage(_ words: [String], at line: Int) {
        let words = words.drop { $0.hasPrefix("--") }
        guard let base = words.first else { return }
        if let name = resolved(base, at: line), name != "scratch", !stages.contains(name.lowercased()) {
            add(name, at: line)
        }
        if words.count == 3, let alias = words.last { stages.insert(alias.lowercased()) }
    }

    /// COPY and RUN name stages by name or number, and images without variables.
    private mutating func addSources(_ words: [String], option: String, at line: Int) {
        for word in words.prefix(while: { $0.hasPrefix("--") }) where word.hasPrefix(option) {
            let text = String(word.dropFirst(option.count)).filter { $0 != "\"" && $0 != "'" }
            let source =
                option == "--from="
                ? text
                : (try? CSVRecord.fields(text))?.first { $0.hasPrefix("from=") }?.dropFirst(5)
                    .description
            guard let source, !source.isEmpty, Int(source) == nil, !stages.contains(source.lowercased()) else {
                continue
            }
            if source.contains("$") {
                problems.append(
                    Problem(
                        line: line,
                        message:
                            "\"\(source)\" has a variable, which BuildKit does not replace here; name the image by a "
                            + "stage of its own: FROM \(source) AS name"))
            } else {
                add(source, at: line)
            }
        }
    }

    private mutating func resolved(_ word: String, at line: Int) -> String? {
        do { return try DockerfileWords.expanded(word, escape: escape, values) } catch {
            let remedy = if case .unset(let name) = error { "; give it by --build-arg \(name)=…" } else { "" }
            problems.append(Problem(line: line, message: "\"\(word)\" cannot be told: \(error)\(remedy)"))
            return nil
        }
    }

    private mutating func add(_ name: String, at line: Int) {
        do { images.append(Named(line: line, image: try ImageReference(name))) } catch {
            problems.append(Problem(line: line, message: "\"\(name)\" is no image: \(error)"))
        }
    }
}
