import ArgumentParser
import BuildKit

/// What tags, labels and annotations are made of: the inputs of docker/metadata-action under their names. Each may be given
/// several times, and may hold several lines.
struct MetadataOptions: ParsableArguments {
    @Option(help: "Images: registry/app, or name=registry/app,enable=false. (default: CI_REGISTRY_IMAGE)")
    var images: [String] = []

    @Option(
        help: """
            Rules for tags: type=semver,pattern={{version}}, type=ref,event=branch, type=sha … (default: type=schedule \
            and type=ref for branch, tag and mr)
            """)
    var tags: [String] = []

    @Option(help: "What all rules share: latest=auto|true|false, prefix=…, suffix=…")
    var flavor: [String] = []

    @Option(help: "Labels beside those of the variables: key=value, with expressions.")
    var labels: [String] = []

    @Option(help: "Annotations beside those of the variables: key=value, with expressions.")
    var annotations: [String] = []

    func request(environment: [String: String]) -> MetadataRequest {
        var request = MetadataRequest(environment: environment)
        func entries(_ texts: [String]) -> [String] { texts.flatMap { MetadataList.entries($0) } }
        if !images.isEmpty { request.images = entries(images) }
        request.tags = entries(tags)
        request.flavor = entries(flavor)
        request.labels = entries(labels)
        request.annotations = entries(annotations)
        return request
    }
}
