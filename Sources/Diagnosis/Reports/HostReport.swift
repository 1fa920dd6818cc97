package import BuildKit

/// What the checks say about a machine, for people and for programs.
package struct HostReport: Sendable {
    package struct Entry: Sendable {
        package let check: HostCheck
        package let judgement: Judgement
    }

    let executor: Executor
    let executorReason: String
    /// Those whose question arises.
    package let entries: [Entry]

    package init(_ facts: HostFacts, checks: [HostCheck] = HostCheck.all) {
        executor = facts.executor
        executorReason = facts.executorReason
        entries = checks.compactMap { check in check.judge(facts).map { Entry(check: check, judgement: $0) } }
    }

    /// How a build would end, as far as the checks can tell.
    package var outcome: Outcome { .combined(entries.map(\.judgement.outcome)) }

    /// Whole lines: problems, then warnings, then what is not known; all else only where it is asked for.
    ///
    /// - Parameter showsAll: whether what is well is shown too.
    package func text(showsAll: Bool) -> String {
        let shown = entries.filter { showsAll || $0.judgement.status != .ok }
        let parts = [Judgement.Status.problem, .warning, .unknown, .ok].flatMap { status in
            shown.filter { $0.judgement.status == status }.map(text)
        }
        return parts.joined() + summary
    }

    private func text(_ entry: Entry) -> String {
        let judgement = entry.judgement
        var text = "\(judgement.status.rawValue): \(entry.check.title): \(judgement.what)\n"
        if let why = judgement.why { text += "  why: \(why)\n" }
        if let remedy = judgement.remedy {
            text += RemedyText(remedy: remedy, settings: settings(of: judgement), link: judgement.link).text(
                indent: "  ")
        }
        return text
    }

    private func settings(of judgement: Judgement) -> [RemedySetting] {
        judgement.settings.filter { executor.has($0.place) }
    }

    private func count(_ status: Judgement.Status) -> Int { entries.count { $0.judgement.status == status } }

    private var summary: String {
        let (problems, warnings, unknown) = (count(.problem), count(.warning), count(.unknown))
        guard problems == 0 else {
            return "\(problems) of \(entries.count) checks found what stops a build (\(outcome.rawValue))\n"
        }
        let exceptions = [(warnings, warnings == 1 ? "warning" : "warnings"), (unknown, "not known")]
            .filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return "nothing is found that stops a build (\(entries.count) checks"
            + exceptions.map { ", \($0)" }.joined() + ")\n"
    }

    /// One object, whose `version` changes when a member changes its meaning or goes.
    package var json: String {
        JSONValue.object([
            "version": .number("1"), "kind": .string("host"),
            "executor": .object(["name": .string(executor.rawValue), "reason": .string(executorReason)]),
            "outcome": .string(outcome.rawValue), "exitCode": .number("\(outcome.exitCode)"),
            "checks": .array(entries.map { .object(json($0)) }),
        ]).prettyText + "\n"
    }

    private func json(_ entry: Entry) -> JSONObject {
        let judgement = entry.judgement
        var object: JSONObject = [
            "id": .string(entry.check.id), "title": .string(entry.check.title),
            "status": .string(judgement.status.rawValue), "what": .string(judgement.what),
        ]
        if let why = judgement.why { object["why"] = .string(why) }
        if let failure = judgement.failure { object["failure"] = .string(failure) }
        if let remedy = judgement.remedy {
            object["remedy"] = .string(remedy)
            object["settings"] = RemedyText.json(settings(of: judgement))
        }
        if let link = judgement.link { object["link"] = .string(link) }
        return object
    }
}
