import Foundation

/// Programs of others that tests ask for their opinion.
enum RealTools {
    private static let path = ProcessInfo.processInfo.environment["PATH"] ?? ""

    static func find(_ name: String) -> URL? {
        path.split(separator: ":").map { URL(filePath: String($0)).appending(path: name) }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }
}
