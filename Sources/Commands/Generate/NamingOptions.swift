import ArgumentParser
import BuildRequests

/// What the image is called, what is written on it, and whether it is pushed.
struct NamingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The image to push, without tag; may be repeated. (default: $CI_REGISTRY_IMAGE)", valueName: "name"))
    var name: [String] = []
    @Option(
        help: ArgumentHelp(
            """
            A tag, or a rule of docker/metadata-action such as type=semver,pattern={{version}}; may be repeated. \
            (default: $CI_COMMIT_SHORT_SHA, $CI_COMMIT_REF_SLUG)
            """, valueName: "tag"))
    var tag: [String] = []
    @Option(help: ArgumentHelp("What applies to all tags: latest=, prefix=, suffix=.", valueName: "rule"))
    var flavor: [String] = []
    @Option(help: ArgumentHelp("A label.", valueName: "key=value")) var label: [NamedOption] = []
    @Option(help: ArgumentHelp("An OCI annotation.", valueName: "key=value")) var annotation: [NamedOption] = []
    @Option(help: ArgumentHelp("What annotations are attached to. (default: manifest)", valueName: "level"))
    var annotationLevel: [ImageNaming.AnnotationLevel] = []
    @Option(help: ArgumentHelp("When the image is pushed. (default: outside-merge-requests)", valueName: "when"))
    var push: ImageNaming.Push?

    var settings: ImageNaming {
        var settings = ImageNaming()
        settings.names = name.given
        settings.tags = tag.given
        settings.flavor = flavor.given
        settings.labels = label.map
        settings.annotations = annotation.map
        settings.annotationLevels = annotationLevel.given
        settings.push = push
        return settings
    }
}
