import BuildKit
import BuildReports
import FoundationEssentials

/// A recorded build, played to the console and made a record of.
struct Recording {
    var build = ObservedBuild(index: 0, name: "app", tags: [], dockerfile: "docker/Dockerfile")
    var shown = ShownText(mask: SecretMask(environment: [:]))
    var sections = true
    /// The client's stream, byte for byte.
    let stream: [UInt8]
    let metadata: BuildMetadata?

    init(_ stream: [UInt8], metadata: String? = nil) {
        self.stream = stream
        self.metadata = metadata.flatMap(BuildMetadata.init(parsing:))
    }

    init(lines: [String], metadata: String? = nil) {
        self.init(Array(lines.map { "\($0)\n" }.joined().utf8), metadata: metadata)
    }

    /// - Parameter sample: the name of a file of `Samples`, without `.jsonl`.
    init(sample: String) throws {
        self.init(try Samples.bytes("\(sample).jsonl"), metadata: try? Samples.text("\(sample).metadata.json"))
    }

    /// - Parameter chunk: how many bytes come at a time.
    func lines(chunk: Int = .max) -> [ProgressDecoder.Line] {
        var decoder = ProgressDecoder()
        var lines: [ProgressDecoder.Line] = []
        var rest = stream[...]
        while !rest.isEmpty {
            lines += decoder.feed(rest.prefix(chunk))
            rest = rest.dropFirst(chunk)
        }
        return lines + decoder.finish()
    }

    var progress: BuildProgress {
        var progress = BuildProgress(logLimit: BuildRecord.outputLimit)
        for line in lines() { progress.add(line) }
        return progress
    }

    var ending: BuildEnding {
        let hasFailed = progress.finalError != nil
        let known = KnownFailure.recognise(in: progress.text, among: KnownFailure.all)
        return BuildEnding(
            outcome: hasFailed ? known?.outcome ?? .buildFault : .success, exitCode: hasFailed ? 1 : 0,
            failure: hasFailed ? known : nil, metadata: metadata)
    }

    var record: BuildRecord {
        BuildRecord(
            build, dockerfile: build.dockerfile, progress: progress, ending: ending, attempts: 1, shown: shown)
    }

    /// What the console prints in all.
    func console(chunk: Int = .max) -> String {
        var console = BuildConsole(sections: sections, shown: shown)
        var text = console.begin(build, attempt: 1)
        for line in lines(chunk: chunk) { text += console.receive(line, of: build) }
        return text + console.end(build, record: record, retriedAfter: nil)
    }
}

/// Recorded output of the real client beside the package. Tests that need it are reported as skipped where it is absent.
enum Samples {
    private static let directory = String(
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")
            + "/shared/samples")

    static let names =
        ((try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []).filter { $0.hasSuffix(".jsonl") }
        .map { String($0.dropLast(".jsonl".count)) }.sorted()

    static let arePresent = !names.isEmpty

    static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: "\(directory)/\(name)")))
    }

    static func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }
}
