import BuildKit
import Testing

@Suite struct DockerfileImagesTests {
    private func named(_ text: String, _ arguments: [String: String] = [:]) -> [String] {
        DockerfileImages(text, buildArguments: arguments).images.map { "\($0.line) \($0.image)" }
    }

    @Test func allPlacesThatNameImages() {
        let text = """
            # syntax=docker/dockerfile:1 --no-op
            # escape=`
            # a comment = no directive
            ARG REGISTRY=registry.example.com:5000
            ARG BASE="${REGISTRY}/base:${TAG:-1}"  OTHER=busybox

            FROM --platform=$BUILDPLATFORM $BASE AS Build
            RUN --mount=type=cache,target=/x --mount=type=bind,from=tools.example.com/t,target=/t `
                # a comment between
                echo a
            from build as next
            COPY --from=build /a /b
            COPY --link --from=alpine:3 /a /b
            COPY --from=0 /a /b
            FROM scratch
            RUN --mount=from=next,target=/x true
            FROM quay.io/x-${TARGETARCH}${TARGETVARIANT}
            """
        #expect(
            named(text) == [
                "1 docker.io/docker/dockerfile:1", "7 registry.example.com:5000/base:1", "8 tools.example.com/t",
                "13 docker.io/library/alpine:3", "17 quay.io/x-amd64",
            ])
        #expect(DockerfileImages(text).problems == [])
        #expect(named(text, ["REGISTRY": "r.example.com", "TAG": "2"])[1] == "7 r.example.com/base:1")
        #expect(
            named("ARG TAG\n" + text.split(separator: "\n").dropFirst(3).joined(separator: "\n"), ["TAG": "2"])[0]
                .hasSuffix("base:2"))
    }

    @Test func hereDocumentsAreNoInstructions() {
        let text = """
            FROM a
            RUN <<EOF cat && <<-'END' cat
            FROM b
            EOF
            \tFROM c
            \tEND
            COPY <<"X" /x
            FROM d
            X
            RUN echo $((1<<2)) "<<EOF"
            FROM e
            """
        #expect(named(text) == ["1 docker.io/library/a", "11 docker.io/library/e"])
    }

    @Test func continuationsAndOddities() {
        #expect(named("\u{feff}FROM \\\r\n# note\r\n\r\n  a\r\n") == ["1 docker.io/library/a"])
        #expect(named("FROM a\nRUN x \\\\\nFROM b") == ["1 docker.io/library/a", "3 docker.io/library/b"])
        #expect(named("") == [] && named("FROM\nCOPY\nRUN --mount=\nRUN --mount=\"") == [])
        #expect(named("RUN <<EOF\nFROM a") == [])
        #expect(named("FROM 'a'\\\nb") == ["1 docker.io/library/ab"])
    }

    @Test(arguments: [
        ("FROM $X/app", "\"$X/app\" cannot be told: X has no value; give it by --build-arg X=…"),
        ("ARG X\nFROM ${X}", "\"${X}\" cannot be told: X has no value; give it by --build-arg X=…"),
        ("ARG X=$Y\nFROM ${X}", "\"${X}\" cannot be told: X has no value; give it by --build-arg X=…"),
        ("ARG X=a\nFROM ${X#a}", "\"${X#a}\" cannot be told: ${X#a} is not understood"),
        ("FROM a\nARG X=b\nFROM $X", "\"$X\" cannot be told: X has no value; give it by --build-arg X=…"),
        ("FROM a\nCOPY --from=$X /a /a", "\"$X\" has a variable, which BuildKit does not replace here"),
        ("FROM UPPER/Case", "\"UPPER/Case\" is no image"), ("FROM ${", "is not understood"),
    ])
    func whatCannotBeToldIsSaid(_ text: String, _ words: String) {
        let problems = DockerfileImages(text).problems
        #expect(problems.count == 1 && problems[0].message.contains(words), "\(problems)")
    }

    @Test(arguments: [
        ("${X:-b}", "a"), ("${E:-b}", "b"), ("${E-b}", ""), ("${U-b}", "b"), ("${U:-${X}c}", "ac"), ("${X:+b}", "b"),
        ("${U:+$Y}", ""), ("${X:?no}", "a"), ("\\$X", "$X"), ("'$X'", "$X"), ("\"$X\"", "a"), ("a$", "a$"),
    ])
    func variables(_ word: String, _ expected: String) throws {
        #expect(try DockerfileWords.expanded(word, escape: "\\", ["X": "a", "E": ""]) == expected)
    }
}
