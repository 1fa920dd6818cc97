/// What is wrong in recipes that many have copied, GitLab's own among them: each as a sign in the text of a pipeline that
/// can only be there with the mistake.
enum FieldDefect: String, CaseIterable {
    /// buildctl has no such option; build arguments are `--opt build-arg:NAME=value`. The spelling is Docker's, and the
    /// runner's of `buildkit-run image`.
    case dockerOptionForBuildctl
    /// A client that nothing answers: every job starts a daemon, has one as a service, or names one.
    case clientWithoutDaemon
    /// YAML folds a plain scalar of several lines to one, which leaves a here-document without its end.
    case foldedHereDocument
    /// BuildKit's client asks for the logins of Docker Hub by one other key only.
    case dockerHubKey
    /// The user of the rootless image cannot write the system's files.
    case writesSystemFile
    /// What is in a build argument stays in the image.
    case secretAsBuildArgument

    static func found(in text: String) -> [FieldDefect] { allCases.filter { $0.isIn(text) } }

    private func isIn(_ text: String) -> Bool {
        switch self {
        case .dockerOptionForBuildctl:
            text.firstRange(
                of:
                    #/(?:buildctl|buildctl-daemonless\.sh|buildkit-run)\b.* build \\\n(?:.*\\\n)*.*--(?:build-arg|tag|push|file)\b/#
            )
                != nil
        case .clientWithoutDaemon:
            text.firstRange(of: #/buildctl |buildkit-run /#) != nil && !text.contains("BUILDKIT_HOST")
                && text.firstRange(of: #/buildctl-daemonless\.sh|buildkit-run (?:build|image)/#) == nil
        case .foldedHereDocument: text.contains("<<")
        case .dockerHubKey: text.firstRange(of: #/login docker\.io |"docker\.io\\?": ?\{/#) != nil
        case .writesSystemFile: text.firstRange(of: #/(?:>|tee(?: -a)?) *"?/etc//#) != nil
        case .secretAsBuildArgument:
            text.firstRange(of: #/build-arg[: ][A-Z_]*(?:TOKEN|PASSWORD|SECRET)/#) != nil
        }
    }
}
