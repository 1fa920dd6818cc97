import ArgumentParser
import BuildKit
import FoundationEssentials
import Testing

@testable import RunnerCommands

/// What README.md says about options is what the program accepts.
@Suite struct ReadmeTests {
    /// The lines of the chapter about `buildkit-run`.
    private let chapter: [Substring]

    init() throws {
        let lines = try String(contentsOfFile: "README.md", encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false)
        let start = try #require(lines.firstIndex(of: "## buildkit-run"))
        let end = try #require(lines.firstIndex(of: "## buildkit-ci"))
        chapter = Array(lines[start..<end])
    }

    /// The names of long options in a text.
    private func options(in text: some StringProtocol) -> Set<String> {
        var names: Set<String> = []
        for place in text.indices where text[place...].hasPrefix("--") {
            let isStart = place == text.startIndex || " `(/".contains(text[text.index(before: place)])
            let name = text[place...].prefix { $0.isLowercase && $0.isASCII || $0 == "-" || $0.isNumber }
            if isStart, name.count > 2 { names.insert(String(name)) }
        }
        return names
    }

    /// The names that a help text defines.
    private func accepted(by arguments: any ParsableArguments.Type) -> Set<String> {
        let help = arguments.helpMessage(columns: 500)
        let definitions = help.split(separator: "\n").filter { $0.hasPrefix("  -") }
        return Set(definitions.flatMap { options(in: $0.prefix(60).split(separator: "  ").first ?? "") })
            .subtracting(["--help", "--version"])
    }

    /// The first cells of the table with this heading, behind a line that holds a text.
    private func cells(under heading: String, behind text: String) throws -> [Substring] {
        let start = try #require(chapter.firstIndex { $0.contains(text) }, "README.md lacks \"\(text)\"")
        let table = chapter[start...].drop { !$0.hasPrefix(heading) }
        try #require(!table.isEmpty, "README.md lacks the table \(heading)")
        return table.dropFirst(2).prefix { $0.hasPrefix("|") }.compactMap { $0.split(separator: "|").first }
    }

    @Test func theTableOfCommonOptions() throws {
        let named = try cells(under: "| Option | Variable |", behind: "## buildkit-run").map { options(in: $0) }
        #expect(named.reduce([]) { $0.union($1) } == accepted(by: RunnerOptions.self).union(["--retries"]))
    }

    @Test func theTableOfMeta() throws {
        let named = try cells(under: "| Option | Meaning |", behind: "`buildkit-run meta` computes")
            .map { options(in: $0) }
        #expect(named.reduce([]) { $0.union($1) } == accepted(by: Meta.self))
        let formats = try #require(chapter.first { $0.hasPrefix("| `--format FORMAT`") })
        for format in Meta.Format.allCases { #expect(formats.contains("`\(format.rawValue)`")) }
        let lists = try #require(chapter.first { $0.hasPrefix("| `--print LIST`") })
        for list in MetadataRenderer.List.allCases { #expect(lists.contains("`\(list.rawValue)`")) }
    }

    @Test func theTableOfReports() throws {
        let named = try cells(under: "| Option | For | Holds |", behind: "Reports are written")
            .map { options(in: $0) }
        #expect(
            named.reduce([]) { $0.union($1) } == accepted(by: ReportOptions.self).subtracting(["--no-sections"]))
    }

    /// Each option of ours is named, and each that is named exists.
    @Test func theOptionsOfImage() throws {
        let ours = accepted(by: ImageOptions.self)
        let named = options(in: chapter.joined(separator: "\n"))
        #expect(ours.subtracting(named) == [])
        let start = try #require(chapter.firstIndex(of: "### image"))
        let end = try #require(chapter.firstIndex(of: "### Credentials"))
        let known = ours.union(BuildxOption.all.map(\.name)).union(["--help"])
        #expect(options(in: chapter[start..<end].joined(separator: "\n")).subtracting(known) == [])
    }

    @Test func theCommandsThatAreShown() {
        let accepted = [
            "image": accepted(by: ImageOptions.self).union(BuildxOption.all.map(\.name)),
            "login": accepted(by: Login.self), "meta": accepted(by: Meta.self), "doctor": accepted(by: Doctor.self),
        ]
        for line in chapter {
            let line = line.prefix(upTo: line.firstIndex(of: "#") ?? line.endIndex)
            guard let place = line.firstRange(of: "buildkit-run ")?.upperBound,
                line.hasPrefix("buildkit-run ") || line.contains("| buildkit-run "),
                let known = accepted[String(line[place...].prefix { $0 != " " })]
            else { continue }
            #expect(options(in: line[place...]).subtracting(known) == [], "\(line)")
        }
    }
}
