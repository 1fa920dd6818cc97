import FoundationEssentials

/// One line of the file into which the fake tools write what happens to them.
struct Note: Decodable, Equatable {
    let tool: String
    let pid: Int32
    let parent: Int32
    let user: Int
    /// `start`, `listening`, `notified`, `connected`, `signal`, `forced`, `exit`.
    let event: String
    var text: String?
    var number: Int?
    var arguments: [String]?
    var environment: [String]?

    /// The value of a variable in the environment of a tool that has started.
    func variable(_ name: String) -> String? {
        environment?.first { $0.hasPrefix("\(name)=") }.map { String($0.dropFirst(name.count + 1)) }
    }

    static func all(in text: String) -> [Note] {
        // A line that is being written has no end yet.
        text.split(separator: "\n").compactMap { try? JSONDecoder().decode(Note.self, from: Data($0.utf8)) }
    }
}

extension [Note] {
    func of(_ tool: String, _ event: String) -> [Note] { filter { $0.tool == tool && $0.event == event } }

    /// How often a tool got a signal.
    func signals(_ signal: Int32, to tool: String) -> Int { of(tool, "signal").count { $0.number == Int(signal) } }
}
