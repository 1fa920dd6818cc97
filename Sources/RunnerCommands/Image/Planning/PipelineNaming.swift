import BuildKit

/// The tags and labels that an image gets from GitLab's variables.
struct PipelineNaming: Equatable, Sendable {
    var tags: [String] = []
    /// `key=value`
    var labels: [String] = []
    var warnings: [String] = []

    /// - Parameters:
    ///   - image: the name without tag; nothing where there are tags already.
    /// - Throws: `PlanError` for a variable that cannot be used.
    init(image: String?, environment: [String: String], context: MetadataContext?) throws(PlanError) {
        // Outside of a job of GitLab there is nothing to tell.
        guard let context, image != nil || environment["GITLAB_CI"] == "true" else { return }
        var request = MetadataRequest()
        if let image { request.images = [image] }
        do throws(MetadataError) {
            let metadata = try request.resolved(in: context)
            if image != nil { tags = metadata.tags }
            if environment["GITLAB_CI"] == "true" { labels = metadata.labels.map(\.text) }
            warnings = metadata.warnings
        } catch {
            throw PlanError(code: .configuration, message: error.description)
        }
    }
}
