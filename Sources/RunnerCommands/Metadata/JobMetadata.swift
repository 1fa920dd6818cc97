import BuildKit
import LinuxProcess

/// The metadata of the image that a job builds.
enum JobMetadata {
    /// - Throws: `PlanError` for a rule, an expression, a name or a variable that cannot be used.
    static func resolve(
        _ request: MetadataRequest, environment: [String: String], now: Instant, zones: TimeZoneDatabase
    ) throws(PlanError) -> ImageMetadata {
        let context = try context(environment: environment, now: now, zones: zones)
        do throws(MetadataError) { return try request.resolved(in: context) } catch {
            throw PlanError(code: .configuration, message: error.description)
        }
    }

    /// - Throws: `PlanError` for a variable that cannot be used.
    static func context(
        environment: [String: String], now: Instant, zones: TimeZoneDatabase
    ) throws(PlanError) -> MetadataContext {
        do throws(MetadataError) {
            var context = try MetadataContext(environment: environment, now: now)
            context.zone = { zones.source(of: $0) }
            return context
        } catch { throw PlanError(code: .configuration, message: error.description) }
    }

    /// With the clock and the time zones of this machine.
    static func resolve(
        _ request: MetadataRequest, environment: [String: String]
    ) throws(PlanError) -> ImageMetadata {
        try resolve(request, environment: environment, now: LocalMachine.now, zones: zones(of: environment))
    }

    static func context(environment: [String: String]) throws(PlanError) -> MetadataContext {
        try context(environment: environment, now: LocalMachine.now, zones: zones(of: environment))
    }

    private static func zones(of environment: [String: String]) -> TimeZoneDatabase {
        TimeZoneDatabase(
            environment: environment, isDirectory: { FileTree.isDirectory($0) }, bytes: { readBytes($0) })
    }
}

extension LocalMachine {
    /// The time by the system's clock.
    static var now: Instant { Instant(nanoseconds: clockNanoseconds) }
}
