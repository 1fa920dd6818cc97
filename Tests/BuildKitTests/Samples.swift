import FoundationEssentials
import Testing

/// Recorded output of buildctl and buildkitd beside the package. Tests that need it are reported as skipped where it is
/// absent; what must hold everywhere is tested with texts in the tests themselves.
enum Samples {
    static let directory = String(
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")
            + "/shared/samples")

    /// The names of the recordings of the progress stream.
    static let streams =
        ((try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []).filter { $0.hasSuffix(".jsonl") }
        .sorted()

    static let arePresent = !streams.isEmpty
    static let absence: Comment = "the directory ../shared/samples beside the package is absent"

    static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: "\(directory)/\(name)")))
    }

    static func lines(_ name: String) throws -> [String] {
        String(decoding: try bytes(name), as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
    }
}
