import Diagnostics

/// Where a report goes, and in which format.
struct ReportOutput: Equatable {
    var format = OutputFormat.text
    /// The file to write, in one step; nil or `-` for standard output.
    var file: String?
    var color = ColourChoice.auto

    /// Writes a report, and says on standard error what the text format has no place for.
    func write(_ report: CheckReport, isStrict: Bool) throws(CommandFailure) {
        for failure in report.failures { StandardStream.error.write("buildkit-ci: \(failure.message)\n") }
        if format == .text { sayGaps(of: report) }
        let file = file.flatMap { $0 == "-" ? nil : $0 }
        let colour = file == nil ? color.applies(to: .output) : color == .always
        let text = format.renderer(colour: colour, isStrict: isStrict).render(report)
        if let file {
            try TextFile.write(text, to: file)
        } else {
            StandardStream.output.write(text)
        }
    }

    private func sayGaps(of report: CheckReport) {
        for file in report.files where !file.isComplete {
            for gap in file.gaps {
                StandardStream.error.write("\(gap.span): incomplete: \(gap.name) is missing: \(gap.reason)\n")
            }
        }
    }
}
