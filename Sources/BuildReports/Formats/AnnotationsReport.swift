import BuildKit

/// Links to the pushed images on the page of the job
/// (https://docs.gitlab.com/ci/yaml/artifacts_reports/#artifactsreportsannotations).
package enum AnnotationsReport: BuildReport {
    /// What GitLab takes in one list, and in one report in bytes (the standards of the limits that an instance may change);
    /// beyond that it takes none of it.
    private static let limit = 1000
    private static let sizeLimit = 80 * 1024

    package static func render(_ builds: [BuildRecord], for project: GitLabProject) -> RenderedReport {
        var links: [JSONValue] = []
        var size = 0
        var leftOut = 0
        for reference in builds.filter({ $0.outcome == .success }).flatMap(\.pushed) {
            guard let url = url(reference, project) else { continue }
            let link = JSONValue.object([
                "external_link": .object(["label": .string(reference), "url": .string(url)])
            ])
            // Alone it takes at least as much as among others.
            let linkSize = text([link]).utf8.count
            guard links.count < limit, size + linkSize <= sizeLimit else {
                leftOut += 1
                continue
            }
            size += linkSize
            links.append(link)
        }
        let note = "\(Figures.count(leftOut, "link")) left out: GitLab takes \(limit) of them and \(sizeLimit) bytes"
        return RenderedReport(text: text(links), notes: leftOut == 0 ? [] : [note])
    }

    private static func text(_ links: [JSONValue]) -> String {
        let root: JSONObject = links.isEmpty ? [:] : ["Container images": .array(links)]
        return JSONValue.object(root).prettyText + "\n"
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
