package import BuildKit

extension BuildRecord {
    /// How many of its last lines are kept of each step's output.
    package static let outputLimit = 50

    /// - Parameters:
    ///   - dockerfile: its path in the project.
    ///   - progress: all that the build has said; made with `logLimit: BuildRecord.outputLimit`.
    package init(
        _ build: ObservedBuild, dockerfile: String?, progress: BuildProgress, ending: BuildEnding, attempts: Int,
        shown: ShownText
    ) {
        name = shown.text(build.name)
        tags = (build.tags.isEmpty ? ending.metadata?.names ?? [] : build.tags).map(shown.text)
        self.dockerfile = dockerfile.map(shown.text)
        outcome = ending.outcome
        exitCode = ending.exitCode
        self.attempts = attempts
        let begun = progress.steps.filter { $0.number != nil }.sorted { ($0.number ?? 0) < ($1.number ?? 0) }
        let isSuccess = ending.outcome == .success
        steps = (begun + progress.steps.filter { $0.number == nil }).map {
            Step($0, isSuccess: isSuccess, shown: shown)
        }
        findings = Self.findings(progress.warnings, dockerfile: self.dockerfile, shown: shown)
        failure = isSuccess ? nil : Failure(progress.failure, known: ending.failure, shown: shown)
        digest = ending.metadata?.digest
        configDigest = ending.metadata?.configDigest
        pushed = progress.pushedReferences.map(shown.text)
        let summary = progress.summary()
        duration = summary.duration
        instructions = summary.instructions
        cachedInstructions = summary.cachedInstructions
    }

    /// Each finding once: a build for several platforms makes it for each.
    private static func findings(
        _ warnings: [SolveStatus.Warning], dockerfile: String?, shown: ShownText
    ) -> [Finding] {
        var findings: [Finding] = []
        for warning in warnings {
            let finding = Finding(warning, dockerfile: dockerfile, shown: shown)
            if !findings.contains(finding) { findings.append(finding) }
        }
        return findings
    }
}

extension BuildRecord.Step {
    init(_ step: BuildStep, isSuccess: Bool, shown: ShownText) {
        number = step.number
        name = shown.text(step.fullName)
        kind = step.name.kind
        instruction = step.name.instruction
        duration = step.workingTime
        intervals = step.intervals
        bytes = step.bytes
        output = step.log.entries.map(shown.line)
        if let error = step.error {
            status = step.isCancelled ? .cancelled : .failed(shown.text(error))
        } else if step.number == nil {
            status = .notRun
        } else if step.isCached {
            status = .cached
        } else {
            status = step.completed == nil && !isSuccess ? .cancelled : .succeeded
        }
    }
}

extension BuildRecord.Finding {
    init(_ warning: SolveStatus.Warning, dockerfile: String?, shown: ShownText) {
        rule = warning.rule
        var text = Substring(warning.short)
        if let rule = warning.rule { text = text.dropFirst(rule.count + 2) }
        lines = warning.ranges.first
        if let line = lines?.lowerBound, text.hasSuffix(" (line \(line))") {
            text = text.dropLast(" (line \(line))".count)
        }
        message = shown.text(String(text))
        detail = warning.detail.map(shown.text).joined(separator: " ")
        file = Self.path(shown.text(warning.file ?? "Dockerfile"), dockerfile: dockerfile)
        lineText = warning.lineText.map(shown.text)
        url = warning.url.flatMap { $0.hasPrefix("https://") || $0.hasPrefix("http://") ? shown.text($0) : nil }
    }

    /// The builder knows the file by its name in its directory only.
    private static func path(_ file: String, dockerfile: String?) -> String {
        guard let dockerfile, dockerfile.split(separator: "/").last == file.split(separator: "/").last else {
            return file
        }
        return dockerfile
    }
}

extension BuildRecord.Failure {
    init(_ failure: BuildProgress.Failure, known: KnownFailure?, shown: ShownText) {
        step = failure.step.map { BuildRecord.Step($0, isSuccess: false, shown: shown) }
        message = shown.text(failure.message)
        excerpt = failure.excerpt.map { excerpt in
            SourceExcerpt(
                file: shown.text(excerpt.file), line: excerpt.line,
                lines: excerpt.lines.map { line in
                    .init(number: line.number, text: shown.text(line.text), isMarked: line.isMarked)
                })
        }
        isCancelled = failure.isCancelled
        self.known = known
    }
}

extension BuildProgress {
    /// The references whose manifests were pushed, from transfers such as `pushing manifest for r/app:1@sha256:…`.
    var pushedReferences: [String] {
        let before = "pushing manifest for "
        var references: [String] = []
        for transfer in steps.flatMap(\.transfers) where transfer.isCompleted && transfer.id.hasPrefix(before) {
            let reference = String(transfer.id.dropFirst(before.count).prefix { $0 != "@" })
            if !references.contains(reference) { references.append(reference) }
        }
        return references
    }
}
