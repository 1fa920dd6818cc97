import GitLabCI

/// How often two sets of verdicts agree.
struct ConformanceFigures {
    /// One case on which they do not.
    struct Difference: CustomStringConvertible {
        let `case`: String
        let what: String
        let gitlab: [String]
        let ours: [String]

        var description: String {
            let missing = gitlab.filter { !ours.contains($0) }
            let surplus = ours.filter { !gitlab.contains($0) }
            return "\(`case`): \(what)\n    only GitLab: \(missing)\n    only we:     \(surplus)"
        }
    }

    private(set) var cases = 0
    private(set) var validCases = 0
    private(set) var falseAlarms: [String] = []
    private(set) var misses: [String] = []
    private(set) var messages = 0
    private(set) var warnings = 0
    private(set) var jobs = 0
    private(set) var stages = 0
    private(set) var differences: [Difference] = []

    mutating func compare(_ report: PipelineReport, with verdict: ConformanceSuite.Verdict) {
        cases += 1
        if verdict.valid { validCases += 1 }
        if report.isValid != verdict.valid {
            if verdict.valid { falseAlarms.append(verdict.case) } else { misses.append(verdict.case) }
        }
        messages += note("errors", verdict, verdict.errors, report.errors, Set(verdict.errors) == Set(report.errors))
        warnings += note(
            "warnings", verdict, verdict.warnings, report.warnings, Set(verdict.warnings) == Set(report.warnings))
        jobs += note("jobs", verdict, verdict.jobs, report.jobs, Set(verdict.jobs) == Set(report.jobs))
        stages += note("stages", verdict, verdict.stages, report.stages, verdict.stages == report.stages)
    }

    func share(_ agreements: KeyPath<ConformanceFigures, Int>) -> Double {
        cases == 0 ? 1 : Double(self[keyPath: agreements]) / Double(cases)
    }

    var table: String {
        """
        conformance: \(cases) cases, \(validCases) valid and \(cases - validCases) invalid for GitLab
          valid or not   \(cases - falseAlarms.count - misses.count) agree; \
        \(falseAlarms.count) false alarms \(falseAlarms), \(misses.count) misses \(misses)
          messages       \(messages) agree
          warnings       \(warnings) agree
          jobs           \(jobs) agree
          stages         \(stages) agree
        """
    }

    private mutating func note(
        _ what: String, _ verdict: ConformanceSuite.Verdict, _ gitlab: [String], _ ours: [String], _ agrees: Bool
    ) -> Int {
        if !agrees { differences.append(Difference(case: verdict.case, what: what, gitlab: gitlab, ours: ours)) }
        return agrees ? 1 : 0
    }
}
