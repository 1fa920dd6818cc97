import BuildKit
import BuildReports
import FileWriting
import LinuxProcess

/// A report that is written when the builds have ended, however they did.
struct ReportFile {
    let file: OutputFile
    let format: any BuildReport.Type

    /// - Returns: what people should know about it.
    func write(_ builds: [BuildRecord], for project: GitLabProject) -> [String] {
        let report = format.render(builds, for: project)
        do throws(AtomicFile.Failure) { try file.write(report.text) } catch {
            return ["\(file.option) \"\(file.path)\": \(SystemError.text(of: error.code)); the report is not written"]
        }
        return report.notes.map { "\(file.option) \"\(file.path)\": \($0)" }
    }
}
