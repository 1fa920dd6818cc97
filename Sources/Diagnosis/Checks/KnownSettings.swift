import BuildKit

/// Settings of the catalogue for things that are no failures.
enum KnownSettings {
    static let subordinateIDs = KnownFailure.named("no-subuid")?.settings ?? []
    static let stateVolume = KnownFailure.named("bind-mount")?.settings.filter { $0.place != .job } ?? []
    static let moreMemory = KnownFailure.named("daemon-died")?.settings ?? []
}
