import Testing

/// The runner with the real buildkitd, buildctl and runc, as they are found on PATH; without them each test says what is
/// missing. One test at a time: they share the machine's cgroups, mounts and processors.
@Suite(.serialized, .needs("buildkitd", "buildctl", "runc"), .needsStaticBusybox, .prepared)
enum EndToEnd {}
