import ArgumentParser
import BuildKit
import BuildReports
import FileWriting
import Glibc
import LinuxProcess
import Testing

@testable import RunnerCommands

/// Files that options name: what can be known before a build, and what is written after it.
@Suite struct ReportFileTests {
    private func file(_ path: String) -> OutputFile { OutputFile(option: "--report-html", path: path) }

    @Test func theDirectoryIsMade() throws {
        try inPrivateDirectory { directory in
            try file("\(directory)/a/b/page").prepare()
            #expect(FileTree.isDirectory("\(directory)/a/b") && FileTree.names(in: "\(directory)/a/b").isEmpty)
            try file("page").prepare()
        }
    }

    @Test func whatIsNoFileIsRefused() throws {
        try inPrivateDirectory { directory in
            try AtomicFile.write("".utf8, to: "\(directory)/file")
            for (path, text) in [
                ("", "is no file"), (directory, "is no file"), ("\(directory)/file/page", "File exists"),
                ("\(directory)/file/deeper/page", "File exists"), ("/proc/nowhere/page", "name a file that can"),
            ] {
                let error = #expect(throws: PlanError.self) { try file(path).prepare() }
                #expect(error?.code == .configuration)
                #expect(error?.message.hasPrefix("--report-html \"\(path)\"") == true)
                #expect(error?.message.contains(text) == true, "\(error?.message ?? "")")
            }
        }
    }

    @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
    func aDirectoryOfOthersIsRefused() {
        #expect(throws: PlanError.self) { try file("/usr/page").prepare() }
    }

    @Test func aReportIsWrittenWholeOrNotAtAll() throws {
        try inPrivateDirectory { directory in
            let report = ReportFile(file: file("\(directory)/page"), format: CodeQualityReport.self)
            let project = GitLabProject(environment: [:])
            try report.file.prepare()
            #expect(report.write([], for: project).isEmpty)
            #expect(readFile("\(directory)/page") == "[]\n" && FileTree.names(in: directory) == ["page"])
            // The directory goes away while the build runs.
            FileTree.remove(directory)
            let notes = report.write([], for: project)
            #expect(notes.count == 1 && notes[0].hasSuffix("; the report is not written"))
            #expect(!FileTree.isDirectory(directory))
        }
    }

    /// The link stays, and what it points to is the report.
    @Test func aLinkIsFollowed() throws {
        try inPrivateDirectory { directory in
            try AtomicFile.write("old".utf8, to: "\(directory)/target")
            symlink("target", "\(directory)/page")
            try file("\(directory)/page").write("new")
            #expect(readFile("\(directory)/target") == "new")
            #expect(FileTree.names(in: directory) == ["page", "target"])
        }
    }

    @Test func onlyFilesAreRemoved() throws {
        try inPrivateDirectory { directory in
            symlink("target", "\(directory)/link")
            try AtomicFile.write("old".utf8, to: "\(directory)/target")
            for name in ["link", "target", "missing"] { file("\(directory)/\(name)").removeOld() }
            file("/dev/null").removeOld()
            #expect(FileTree.names(in: directory) == ["link"])
            var status = stat()
            #expect(stat("/dev/null", &status) == 0)
        }
    }
}
