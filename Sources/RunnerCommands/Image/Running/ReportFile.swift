import BuildKit
import BuildReports
import LinuxProcess

/// A report that is written when the builds have ended, however they did.
struct ReportFile {
    /// Such as `--report-html`.
    let option: String
    let path: String
    let format: any BuildReport.Type

    /// Makes the file's directory, so that what cannot be written is known before the build.
    ///
    /// - Throws: `PlanError`.
    func prepare() throws(PlanError) {
        guard !path.isEmpty, !FileTree.isDirectory(path) else {
            throw PlanError(code: .configuration, message: "\(option) \"\(path)\" is no file; name the file to write")
        }
        let parent = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        guard !parent.isEmpty else { return }
        do throws(SystemError) { try FileTree.makeDirectories(parent) } catch {
            throw PlanError(
                code: .configuration,
                message: "\(option) \"\(path)\": \(SystemError.text(of: error.code)); name a file that can be written")
        }
    }

    /// - Returns: what people should know about it.
    func write(_ builds: [BuildRecord], for project: GitLabProject) -> [String] {
        let report = format.render(builds, for: project)
        do throws(SystemError) { try AtomicFile.write(report.text.utf8, to: path) } catch {
            return ["\(option) \"\(path)\": \(SystemError.text(of: error.code)); the report is not written"]
        }
        return report.notes.map { "\(option) \"\(path)\": \($0)" }
    }
}
