import BuildKit

/// Links to the pushed images on the page of the job
/// (https://docs.gitlab.com/ci/yaml/artifacts_reports/#artifactsreportsannotations).
package enum AnnotationsReport: BuildReport {
    /// What GitLab takes in one list.
    private static let limit = 1000

    package static func render(_ builds: [BuildRecord], for project: GitLabProject) -> RenderedReport {
        var links: [JSONValue] = []
        for reference in builds.filter({ $0.outcome == .success }).flatMap(\.pushed) {
            guard let url = url(reference, project), links.count < limit else { continue }
            links.append(
                .object(["external_link": .object(["label": .string(reference), "url": .string(url)])]))
        }
        let root: JSONObject = links.isEmpty ? [:] : ["Container images": .array(links)]
        return RenderedReport(text: JSONValue.object(root).prettyText + "\n")
    }

    /// Where a person sees the image: the page of the registry where it is known to have one, else its manifest by the
    /// address that the OCI distribution specification gives it.
    private static func url(_ reference: String, _ project: GitLabProject) -> String? {
        guard let image = try? ImageReference(reference) else { return nil }
        let name = "\(image.registry)/\(image.repository)"
        if let page = project.url, let own = project.registryImage, name == own || name.hasPrefix(own + "/") {
            return "\(page)/container_registry"
        }
        switch image.registry {
        case "docker.io":
            let official = image.repository.hasPrefix("library/")
            let path = official ? "_/" + image.repository.dropFirst("library/".count) : "r/" + image.repository
            return "https://hub.docker.com/\(path)"
        case "quay.io": return "https://quay.io/repository/\(image.repository)"
        case "ghcr.io": return "https://\(name)"
        default:
            return "https://\(image.registry)/v2/\(image.repository)/manifests/\(image.digest ?? image.tag ?? "latest")"
        }
    }
}
