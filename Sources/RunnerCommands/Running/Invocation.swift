import BuildKit
import Glibc
import LinuxProcess

/// One call of `buildkit-run`, from its options to its exit code.
struct Invocation {
    /// Nothing where the command line has none.
    let options: RunnerOptions?
    let task: RunTask

    /// Plans, explains or runs, and exits.
    func carryOut() -> Never {
        let environment = Self.dictionary(LocalMachine.environment)
        do throws(PlanError) {
            let settings = try RunSettings(options, environment: environment)
            let plan = try Planner(settings: settings, environment: environment, machine: .live).plan(task)
            if settings.explain {
                writeAll(Explanation(plan: plan, mask: SecretMask(environment: environment)).text.utf8, to: 1)
                exit(0)
            }
            exit(try Execution(plan: plan, environment: environment).run())
        } catch {
            writeToStandardError("buildkit-run: \(SecretMask(environment: environment).masked(error.message))\n")
            exit(error.code.rawValue)
        }
    }

    static func dictionary(_ entries: [String]) -> [String: String] {
        var dictionary: [String: String] = [:]
        for entry in entries {
            guard let equals = entry.firstIndex(of: "=") else { continue }
            // Of several entries with one name getenv(3) gives the first.
            let name = String(entry[..<equals])
            if dictionary[name] == nil { dictionary[name] = String(entry[entry.index(after: equals)...]) }
        }
        return dictionary
    }
}
