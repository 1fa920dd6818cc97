import BuildKit
import FileWriting
import LinuxProcess
import Testing

@testable import RunnerCommands

/// `--metadata-file`, `--iidfile` and `--digest-file`.
@Suite struct ResultWritingTests {
    private static let image =
        #"{"containerimage.digest": "sha256:aa", "containerimage.config.digest": "sha256:cc", "image.name": "r/a:1"}"#
    private static let index = #"{"containerimage.digest": "sha256:aa", "image.name": "r/a:1"}"#

    private func results(in directory: String) -> ResultFiles {
        ResultFiles(
            clientMetadata: "\(directory)/client", metadataFile: "\(directory)/metadata", iidFile: "\(directory)/id",
            digestFile: "\(directory)/digest")
    }

    @Test(
        arguments: [
            (image, "sha256:cc", "sha256:aa"), (index, "sha256:aa", "sha256:aa"),
            // The files of a build without an image say so; a script that reads them does not get an older one's.
            ("{}", "", ""), (nil, "", ""),
        ] as [(String?, String, String)])
    func theFilesSayWhatTheClientSaid(_ text: String?, _ id: String, _ digest: String) throws {
        try inPrivateDirectory { directory in
            let results = results(in: directory)
            try results.prepare()
            try results.write(text, text.flatMap { BuildMetadata(parsing: $0) })
            #expect(readFile("\(directory)/metadata") == text ?? "{}\n")
            #expect(readFile("\(directory)/id") == id && readFile("\(directory)/digest") == digest)
            #expect(FileTree.names(in: directory) == ["digest", "id", "metadata"])
        }
    }

    @Test func nothingIsAskedFor() throws {
        try inPrivateDirectory { directory in
            let results = ResultFiles(clientMetadata: "\(directory)/client")
            try results.prepare()
            try results.write(Self.image, BuildMetadata(parsing: Self.image))
            #expect(FileTree.names(in: directory).isEmpty)
        }
    }

    @Test func anOlderImageIsNotTakenForThisOne() throws {
        try inPrivateDirectory { directory in
            try AtomicFile.write("sha256:old".utf8, to: "\(directory)/id")
            try results(in: directory).prepare()
            #expect(FileTree.names(in: directory).isEmpty)
        }
    }

    @Test func aDirectoryThatIsMissingIsMade() throws {
        try inPrivateDirectory { directory in
            let results = results(in: "\(directory)/a/b")
            try results.prepare()
            try results.write(Self.image, BuildMetadata(parsing: Self.image))
            #expect(readFile("\(directory)/a/b/digest") == "sha256:aa")
        }
    }

    @Test func whatCannotBeWrittenIsSaidBeforeTheBuild() throws {
        try inPrivateDirectory { directory in
            try AtomicFile.write("a file".utf8, to: "\(directory)/file")
            try AtomicFile.write("sha256:old".utf8, to: "\(directory)/id")
            var results = results(in: directory)
            for path in ["", directory, "\(directory)/file/digest"] {
                results.digestFile = path
                let error = #expect(throws: PlanError.self) { try results.prepare() }
                #expect(error?.code == .configuration)
                #expect(error?.message.hasPrefix("--digest-file \"\(path)\"") == true)
            }
            // A run that does not begin changes nothing.
            #expect(readFile("\(directory)/id") == "sha256:old")
        }
    }

    @Test func whatCannotBeWrittenAfterItNamesItsOption() throws {
        try inPrivateDirectory { directory in
            let results = results(in: directory)
            try results.prepare()
            try FileTree.makeDirectories("\(directory)/id")
            let error = #expect(throws: PlanError.self) {
                try results.write(Self.image, BuildMetadata(parsing: Self.image))
            }
            #expect(error?.code == .configuration)
            #expect(error?.message.hasPrefix("--iidfile \"\(directory)/id\": ") == true)
            #expect(error?.message.contains("the image is built") == true)
            // The file before it is whole, and nothing is left of a temporary one.
            #expect(readFile("\(directory)/metadata") == Self.image)
            #expect(FileTree.names(in: directory) == ["id", "metadata"])
        }
    }
}
