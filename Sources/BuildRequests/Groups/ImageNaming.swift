/// What an image is called, what is written on it, and whether it is pushed.
package struct ImageNaming: RequestGroup {
    package var names: [String]?
    package var tags: [String]?
    package var flavor: [String]?
    package var labels: NamedValues<String>?
    package var annotations: NamedValues<String>?
    package var annotationLevels: [AnnotationLevel]?
    package var push: Push?

    package init() {}

    package static let standardNames = ["$CI_REGISTRY_IMAGE"]
    package static let standardTags = ["$CI_COMMIT_SHORT_SHA", "$CI_COMMIT_REF_SLUG"]
    package static let standardAnnotationLevels = [AnnotationLevel.manifest]
    package static let standardPush = Push.outsideMergeRequests

    package static let keys: [RequestKey<ImageNaming>] = [
        RequestKey(
            "name", \.names, standard: standardNames, flag: "--name",
            "the image to push, without tag; several are several repositories"),
        RequestKey(
            "tags", \.tags, standard: standardTags, flag: "--tag",
            "texts with CI/CD variables, or rules of docker/metadata-action such as type=semver,pattern={{version}}"),
        RequestKey(
            "flavor", \.flavor, flag: "--flavor",
            "what applies to all tags, as in docker/metadata-action: latest=, prefix=, suffix="),
        RequestKey("labels", \.labels, flag: "--label", "labels of the image"),
        RequestKey("annotations", \.annotations, flag: "--annotation", "OCI annotations of the image"),
        RequestKey(
            "annotation-levels", \.annotationLevels, standard: standardAnnotationLevels, flag: "--annotation-level",
            "what the annotations are attached to"),
        RequestKey("push", \.push, standard: standardPush, flag: "--push", "when the image is pushed"),
    ]

    /// What an annotation is attached to (BuildKit docs, `annotations.md`).
    package enum AnnotationLevel: String, RequestChoice {
        case manifest, index
        case manifestDescriptor = "manifest-descriptor"
        case indexDescriptor = "index-descriptor"
    }

    /// When an image is pushed.
    package enum Push: String, RequestChoice {
        /// Pipelines of merge requests build, to see that it works, and push nothing.
        case outsideMergeRequests = "outside-merge-requests"
        case always, never
    }
}
