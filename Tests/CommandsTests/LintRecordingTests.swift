import Testing

/// Pipelines with several mistakes at a time, as people write them.
struct LintRecordingTests {
    @Test(arguments: Recording.names(of: "lint")) func `findings are as recorded`(name: String) throws {
        try Recording.check("lint", name)
    }
}
