import BuildKit
import BuildRequests
import YAMLTree

/// The option that exports and pushes the image, where it depends on the pipeline.
enum OutputScript {
    /// The file to which the client writes the digest of one platform.
    static let metadataFile = "build-metadata.json"

    static func item(for image: ImagePlan) -> YAMLValue.Item? {
        if let variable = image.deferred.push {
            let ways = ImageNaming.Push.allCases.map { (option: $0.rawValue, script: adding(image, when: $0)) }
            return .init(
                .scalar(ShellChoice.script(on: variable, ways)),
                comment: "What is not pushed is built to see that it works, and thrown away.")
        }
        guard image.push == .outsideMergeRequests else { return nil }
        return .init(
            .scalar(adding(image, when: image.push)),
            comment: "Merge requests build to see that it works; what they build is thrown away.")
    }

    /// The commands that add the option to the shell's arguments.
    private static func adding(_ image: ImagePlan, when push: ImageNaming.Push) -> String {
        switch push {
        case .never: ":\n"
        case .always:
            """
            \(check(image, indent: ""))set -- "$@" \\
              --output \(word(image))

            """
        case .outsideMergeRequests:
            """
            if [ "$CI_PIPELINE_SOURCE" != merge_request_event ]; then
            \(check(image, indent: "  "))  set -- "$@" \\
                --output \(word(image))
            fi

            """
        }
    }

    /// The option itself, where it does not depend on the pipeline.
    static func options(for image: ImagePlan) -> [String] {
        image.push == .always && image.deferred.push == nil ? ["--output " + word(image)] : []
    }

    /// The commands before the build, where it always pushes.
    static func preparation(for image: ImagePlan) -> YAMLValue.Item? {
        guard image.push == .always, image.deferred.push == nil, case .shell = image.tags else { return nil }
        return .init(.scalar(check(image, indent: "")))
    }

    /// Rules may yield no tag at all, and an image without name is not pushed but thrown away in silence.
    private static func check(_ image: ImagePlan, indent: String) -> String {
        if case .fixed = image.tags { return "" }
        return indent + "if [ -z \"$names\" ]; then echo \"No rule yields a tag for this pipeline.\" >&2; exit 78; fi\n"
    }

    private static func word(_ image: ImagePlan) -> String {
        attributes(image, [("type", "image"), ("name", TagScript.names(of: image)), ("push", "true")])
    }

    /// The commands that make the values of the annotations' variables fit for the option, which is a record of CSV: what
    /// stands in a quoted field writes a quotation mark twice.
    static func quotation(for image: ImagePlan, isOnePlatform: Bool = false) -> YAMLValue.Item? {
        guard image.push != .never, !image.annotationLevels(isOnePlatform: isOnePlatform).isEmpty else { return nil }
        let names = VariableText(image.annotations.map(\.value).joined(separator: "\n")).variables
        guard !names.isEmpty else { return nil }
        let lines = names.map { "csv_\($0)=$(printf %s \"$\($0)\" | sed 's/\"/\"\"/g')\n" }
        return .init(
            .scalar(lines.joined()),
            comment: "The output is a record of CSV, in whose quoted fields a quotation mark is written twice.")
    }

    /// The output with the image's annotations.
    ///
    /// - Parameter isOnePlatform: whether it is one image of several, which has no index to annotate.
    static func attributes(
        _ image: ImagePlan, _ first: [(String, String)], isOnePlatform: Bool = false
    ) -> String {
        var fields = first.map { "\($0.0)=\($0.1)" }
        for level in image.annotationLevels(isOnePlatform: isOnePlatform) {
            let prefix = level == .manifest ? "annotation" : "annotation-\(level.rawValue)"
            fields += image.annotations.map {
                "\(prefix).\($0.name)=" + VariableText($0.value).expanded { "${csv_\($0)}" }
            }
        }
        // A name from a variable may be several, and the value of another may hold a comma.
        let record = fields.map { field in
            VariableText(field).variables.isEmpty || !(field.hasPrefix("name=") || field.hasPrefix("annotation"))
                ? CSVRecord.quoted(field) : "\"" + field.replacing("\"", with: "\"\"") + "\""
        }
        return ShellWord.quoting(VariableText(record.joined(separator: ",")))
    }
}

extension ImagePlan {
    /// - Parameter isOnePlatform: whether it is one image of several, which has no index to annotate.
    fileprivate func annotationLevels(isOnePlatform: Bool) -> [ImageNaming.AnnotationLevel] {
        annotationLevels.filter { !isOnePlatform || $0 == .manifest }
    }
}
