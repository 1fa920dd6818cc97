import BuildRequests
import Generation

/// What the person who starts a project decides.
struct InitChoices {
    var mode: BuildRequest.Mode
    var images: [RepositorySurvey.Image]
    var address: String?

    /// The request that they make.
    func request(of survey: RepositorySurvey) -> BuildRequest {
        var request = survey.request(mode: mode, images: images)
        request.builder.address = address
        return request
    }

    /// Asks for what has not been given.
    mutating func ask(survey: RepositorySurvey, mode given: BuildRequest.Mode?) throws(TerminalQuestions.NoAnswer) {
        if survey.images.count > 1 {
            for (index, image) in survey.images.enumerated() {
                StandardStream.error.write("  \(index + 1)  \(image.dockerfile) as \(image.name)\n")
            }
            images = try TerminalQuestions.ask(
                "Which images, by their numbers", standard: ("all", survey.images),
                hint: "write numbers from 1 to \(survey.images.count), between commas"
            ) { Self.selection($0, of: survey.images) }
        }
        if given == nil {
            for (index, mode) in BuildRequest.Mode.allCases.enumerated() {
                StandardStream.error.write("  \(index + 1)  \(mode.rawValue): \(mode.summary)\n")
            }
            mode = try TerminalQuestions.ask(
                "Where the daemon runs that builds", standard: (mode.rawValue, mode),
                hint: "write a number or a name of the list", Self.mode)
        }
        if mode == .remote, address == nil {
            address = try TerminalQuestions.ask(
                "The address of the builder", standard: nil, hint: "write it as tcp://host:port"
            ) { $0.hasPrefix("tcp://") && $0.count > 6 ? $0 : nil }
        }
    }

    /// The elements that an answer such as `1,3` names; nil where it names none, or one that is not there.
    static func selection<Element>(_ answer: String, of elements: [Element]) -> [Element]? {
        var chosen: Set<Int> = []
        for word in answer.split(whereSeparator: { $0 == "," || $0 == " " }) {
            guard let number = Int(word), elements.indices.contains(number - 1) else { return nil }
            chosen.insert(number - 1)
        }
        return chosen.isEmpty ? nil : chosen.sorted().map { elements[$0] }
    }

    static func mode(_ answer: String) -> BuildRequest.Mode? {
        BuildRequest.Mode(rawValue: answer.lowercased())
            ?? Int(answer).flatMap { number in
                BuildRequest.Mode.allCases.indices.contains(number - 1) ? BuildRequest.Mode.allCases[number - 1] : nil
            }
    }
}

extension BuildRequest.Mode {
    /// A line for a person who chooses.
    fileprivate var summary: String {
        switch self {
        case .daemonless: "in the job's own container, started for each build"
        case .service: "in a container beside the job's"
        case .remote: "on a machine of its own, reached by TCP"
        case .kubernetes: "in a cluster, reached through its API"
        }
    }
}
