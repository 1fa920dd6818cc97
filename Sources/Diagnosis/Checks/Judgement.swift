package import BuildKit

/// What a check says about a machine.
package struct Judgement: Equatable, Sendable {
    package enum Status: String, Sendable {
        case ok
        /// A build works, but not as well as it could, or perhaps not always.
        case warning
        /// It stops a build.
        case problem
        /// It could not be found out.
        case unknown
    }

    package let status: Status
    /// The fact, with its value. One sentence, lower-case start, no full stop.
    package let what: String
    /// Why that matters; nothing where all is well.
    package var why: String?
    package var remedy: String?
    package var settings: [RemedySetting] = []
    package var link: String?
    /// The failure of the catalogue that a build would end with.
    package var failure: String?
    /// How a build would end.
    package var outcome = Outcome.success

    static func ok(_ what: String) -> Judgement { Judgement(status: .ok, what: what) }

    static func unknown(_ what: String, because reason: String) -> Judgement {
        Judgement(status: .unknown, what: "\(what) (\(reason))")
    }

    /// A problem that a known failure would come of: cause, remedy and link are those of the catalogue.
    static func problem(_ what: String, leadsTo id: String) -> Judgement {
        known(.problem, what, id)
    }

    /// Something that a known failure may come of.
    static func warning(_ what: String, mayLeadTo id: String) -> Judgement {
        known(.warning, what, id)
    }

    static func problem(_ what: String, why: String, remedy: String, outcome: Outcome) -> Judgement {
        Judgement(status: .problem, what: what, why: why, remedy: remedy, outcome: outcome)
    }

    static func warning(_ what: String, why: String, remedy: String, settings: [RemedySetting] = []) -> Judgement {
        Judgement(status: .warning, what: what, why: why, remedy: remedy, settings: settings)
    }

    private static func known(_ status: Status, _ what: String, _ id: String) -> Judgement {
        guard let failure = KnownFailure.named(id) else { return Judgement(status: status, what: what, failure: id) }
        return Judgement(
            status: status, what: what, why: failure.cause, remedy: failure.remedy, settings: failure.settings,
            link: failure.link, failure: id, outcome: status == .problem ? failure.outcome : .success)
    }
}
