extension CommandGrammar {
    private static let options =
        """
        addr= tlsdir= tlscacert= tlscert= tlskey= tlsservername= ready-timeout= stop-timeout= state-dir= daemon-log= \
        explain quiet config= help/h version
        """

    /// What `image` has beside the options of `docker buildx build`.
    private static let image =
        """
        from= retries= retry-delay= digest-file= no-meta cache= cache-ref= cache-mode= cache-scope= cache-export= \
        cache-profile= cache-ignore-errors= report-codequality= report-dotenv= report-metrics= report-annotations= \
        report-junit= report-html= no-sections
        """

    /// `buildkit-run`, whose options stand before what it passes on to `buildctl`.
    static let buildkitRun = CommandGrammar(
        options,
        subcommands: [
            "build": CommandGrammar.buildctlBuild.adding(options),
            "exec": CommandGrammar(options, stopsAtArgument: true),
            "wait": CommandGrammar(options), "image": CommandGrammar.dockerBuild.adding(options).adding(image),
            "login": CommandGrammar(
                "registry= username/u= password-stdin explain check file/f= build-arg= help/h version"),
            "meta": CommandGrammar(
                """
                images= tags= flavor= labels= annotations= format= print= sep-tags= sep-labels= sep-annotations= help/h \
                version
                """),
            "doctor": CommandGrammar("platform= format= all log= \(options)"),
        ], stopsAtArgument: true)
}
