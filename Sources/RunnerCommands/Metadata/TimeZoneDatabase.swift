import BuildKit

/// The time zones of the system: files in `TZDIR`, or where tzdata puts them.
struct TimeZoneDatabase: Sendable {
    private static let usualDirectories = ["/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/etc/zoneinfo"]

    private let directories: [String]
    private let isDirectory: @Sendable (String) -> Bool
    private let bytes: @Sendable (String) -> [UInt8]?

    init(
        environment: [String: String], isDirectory: @escaping @Sendable (String) -> Bool,
        bytes: @escaping @Sendable (String) -> [UInt8]?
    ) {
        let stated = environment["TZDIR"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        directories = [stated].compactMap(\.self) + Self.usualDirectories
        self.isDirectory = isDirectory
        self.bytes = bytes
    }

    func source(of zone: String) -> TimeZoneSource {
        let present = directories.filter(isDirectory)
        guard !present.isEmpty else { return .noDatabase }
        // A name is a path within the database, never out of it.
        let isName =
            !zone.isEmpty && !zone.hasPrefix("/") && !zone.split(separator: "/").contains("..")
            && zone.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f }
        guard isName else { return .unknown }
        for directory in present where !isDirectory("\(directory)/\(zone)") {
            if let found = bytes("\(directory)/\(zone)") { return .file(found) }
        }
        return .unknown
    }
}
