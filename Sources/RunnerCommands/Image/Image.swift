import ArgumentParser
import BuildKit

/// `docker buildx build` with GitLab's variables: what people write by hand around a build is done here.
struct Image: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: Verb.image.rawValue,
        abstract:
            "Build an image with the options of docker buildx build; login, tags, labels and cache come from GitLab.",
        usage: """
            buildkit-run image [<options>] <context>
            buildkit-run image [<options>] --from buildkit-ci.yml
            """,
        discussion: """
            The options of docker buildx build have Docker's spelling and meaning. Without --tag the tags come from \
            GitLab's variables by the default rules of docker/metadata-action, and so do labels in a job of GitLab. \
            Credentials are those that buildkit-run login would write, in a directory that is removed at the end.

            Cache is read and written beside the image: for the default branch in IMAGE:\(CacheStrategy.standardTag), for \
            another in IMAGE:\(CacheStrategy.standardTag)-<slug>. It is written on protected branches only. With \
            --cache-from or --cache-to only those count.

            \(Reference.dockerOptions)
            """)

    /// Both only for the help text: `Program` hands the words to `ImageCommandLine`.
    @OptionGroup(title: "OPTIONS OF BUILDKIT-RUN") var options: ImageOptions

    @Argument(parsing: .captureForPassthrough, help: .hidden)
    var words: [String] = []

    func run() throws { throw CleanExit.helpRequest(Self.self) }
}
