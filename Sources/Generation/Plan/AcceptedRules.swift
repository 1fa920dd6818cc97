import BuildKit
import BuildRequests

extension Plan {
    /// The lint rules that object to what the request asks for in so many words, each with the reason to be written beside
    /// it: the pipeline is as it was wished, and says so.
    package var acceptedRules: [(rule: String, reason: String)] {
        var accepted: [(rule: String, reason: String)] = []
        if builder.isPrivileged {
            accepted.append(("privileged-builder-image", "The request has \"privileged: true\"."))
        }
        if case .address = builder.connection, builder.tls == nil {
            accepted.append(("plain-builder-beyond-job", "The request has \"tls: none\"."))
        }
        if images.contains(where: { $0.push == .always }) {
            accepted.append(("fork-pipeline-pushes", "The request has \"push: always\"."))
        }
        if images.contains(where: { $0.cache == .none }) {
            accepted.append(("build-without-cache", "The request has \"cache: none\"."))
        }
        return accepted
    }
}
