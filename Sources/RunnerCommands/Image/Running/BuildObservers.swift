import BuildKit
import LinuxProcess

/// Who follows the builds of a run.
enum BuildObservers {
    static func make(for builds: [ImageBuild], speaker: Speaker) -> [any BuildObserver] {
        guard let display = builds.first?.display else { return [] }
        switch display {
        case .lines: return [PlainLines(mask: speaker.mask)]
        case .json, .quiet, .terminal: return []
        }
    }
}

/// Names of steps and their output, as they come.
final class PlainLines: BuildObserver {
    private let mask: SecretMask
    private var seen: Set<String> = []

    init(mask: SecretMask) { self.mask = mask }

    func begin(_ build: ObservedBuild, attempt: Int) {}

    func receive(_ line: ProgressDecoder.Line, of build: ObservedBuild) {
        switch line {
        case .text(let text): writeToStandardError(mask.masked(text) + "\n")
        case .status(let status):
            for vertex in status.vertexes where seen.insert(vertex.digest).inserted {
                writeToStandardError("\(mask.masked(vertex.name))\n")
            }
            for log in status.logs { writeToStandardError(mask.masked(String(decoding: log.data, as: UTF8.self))) }
        }
    }

    func end(_ build: ObservedBuild, _ ending: BuildEnding) {}
    func pulse() {}
    func finish() {}
}
