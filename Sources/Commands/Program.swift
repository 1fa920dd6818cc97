import ArgumentParser

/// The way in for the executable, which thereby needs no module but this one.
public enum Program {
    /// Parses the command line, runs the subcommand that it names, and exits.
    public static func run() {
        BuildKitCI.main()
    }
}
