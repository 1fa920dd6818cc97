extension CommandGrammar {
    private static let options =
        """
        addr= tlsdir= tlscacert= tlscert= tlskey= tlsservername= ready-timeout= stop-timeout= state-dir= daemon-log= \
        explain quiet config= help/h version
        """

    /// `buildkit-run`, whose options stand before what it passes on to `buildctl`.
    static let buildkitRun = CommandGrammar(
        options,
        subcommands: [
            "build": CommandGrammar.buildctlBuild.adding(options),
            "exec": CommandGrammar(options, stopsAtArgument: true),
            "wait": CommandGrammar(options), "image": CommandGrammar(options), "login": CommandGrammar(options),
            "meta": CommandGrammar(options), "doctor": CommandGrammar(options),
        ], stopsAtArgument: true)
}
