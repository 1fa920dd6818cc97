import ArgumentParser
import Diagnostics

/// The formats that findings can be written in.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case gitlabAPI = "gitlab-api"
    case codequality
    case sarif
    case junit
    case github
    case markdown

    /// - Parameters:
    ///   - colour: for text only.
    ///   - isStrict: whether warnings decide too, for the formats that know passed and failed.
    func renderer(colour: Bool, isStrict: Bool) -> any ReportRenderer {
        switch self {
        case .text: TextRenderer(colour: colour)
        case .json: JSONRenderer()
        case .gitlabAPI: GitLabAPIRenderer()
        case .codequality: CodeQualityRenderer()
        case .sarif: SARIFRenderer()
        case .github: GitHubRenderer()
        case .markdown: MarkdownRenderer()
        case .junit: JUnitRenderer(isStrict: isStrict)
        }
    }
}

/// `--color`.
enum ColourChoice: String, ExpressibleByArgument, CaseIterable {
    case auto
    case always
    case never

    /// Whether to colour what goes to a stream.
    func applies(to stream: StandardStream) -> Bool {
        switch self {
        case .auto: stream.takesColour
        case .always: true
        case .never: false
        }
    }
}
