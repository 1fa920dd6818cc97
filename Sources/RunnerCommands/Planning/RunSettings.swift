import BuildKit

/// The options of a run: those of the command line, else those of the environment, else the defaults.
struct RunSettings: Equatable, Sendable {
    var address: String?
    /// `--tlscacert=…` and so on, for the client.
    var tlsFlags: [String] = []
    var readyTimeout = TimeSpan(.seconds(120))
    var stopTimeout = TimeSpan(.seconds(10))
    var stateDirectory: String?
    var daemonLog: String?
    var explain = false
    var quiet = false

    /// - Parameter options: nothing where the command line has none.
    init(_ options: RunnerOptions?, environment: [String: String]) throws(PlanError) {
        let variables = Variables(environment)
        address = options?.addr ?? variables[.addr]
        let tls: [(String, String?, RunnerVariable)] = [
            ("tlsdir", options?.tlsdir, .tlsDir), ("tlscacert", options?.tlscacert, .tlsCACert),
            ("tlscert", options?.tlscert, .tlsCert), ("tlskey", options?.tlskey, .tlsKey),
            ("tlsservername", options?.tlsservername, .tlsServerName),
        ]
        tlsFlags = tls.compactMap { name, option, variable in (option ?? variables[variable]).map { "--\(name)=\($0)" }
        }
        // Read even where an option is given: a variable that cannot be understood is an error all the same.
        let (ready, stop) = (try variables.timeSpan(.readyTimeout), try variables.timeSpan(.stopTimeout))
        let (explains, isQuiet) = (try variables.flag(.explain), try variables.flag(.quiet))
        readyTimeout = longer(options?.readyTimeout ?? ready ?? readyTimeout, try variables.scriptPatience())
        stopTimeout = options?.stopTimeout ?? stop ?? stopTimeout
        stateDirectory = options?.stateDir ?? variables[.stateDir]
        daemonLog = options?.daemonLog ?? variables[.daemonLog]
        explain = options?.explain ?? false || explains
        quiet = options?.quiet ?? false || isQuiet
    }

    private func longer(_ one: TimeSpan, _ other: TimeSpan?) -> TimeSpan {
        guard let other, other.duration > one.duration else { return one }
        return other
    }
}

/// Typed access to the environment; an empty variable counts as unset.
private struct Variables {
    let environment: [String: String]

    init(_ environment: [String: String]) { self.environment = environment }

    subscript(_ variable: RunnerVariable) -> String? {
        environment[variable.rawValue].flatMap { $0.isEmpty ? nil : $0 }
    }

    func timeSpan(_ variable: RunnerVariable) throws(PlanError) -> TimeSpan? {
        guard let text = self[variable] else { return nil }
        guard let span = TimeSpan(text) else {
            throw PlanError(
                code: .configuration,
                message: "\(variable.rawValue) is \"\(text)\", which is no length of time; write 120, 90s or 2m")
        }
        return span
    }

    func flag(_ variable: RunnerVariable) throws(PlanError) -> Bool {
        switch self[variable]?.lowercased() {
        case nil, "0", "false", "no", "off": return false
        case "1", "true", "yes", "on": return true
        case let text?:
            throw PlanError(
                code: .configuration, message: "\(variable.rawValue) is \"\(text)\"; write 1 or 0, true or false")
        }
    }

    /// How long the stock script sleeps in all with this number of tries: 100 ms, 120 ms, 140 ms and so on.
    func scriptPatience() throws(PlanError) -> TimeSpan? {
        guard let text = self[.connectRetriesMax] else { return nil }
        guard let tries = Int(text), (0...100_000).contains(tries) else {
            throw PlanError(
                code: .configuration,
                message: "\(RunnerVariable.connectRetriesMax.rawValue) is \"\(text)\"; write a whole number of tries")
        }
        return TimeSpan(.milliseconds(100 * (tries + 1) + 10 * tries * (tries + 1)))
    }
}
