import BuildKit
import Testing

@Suite struct CredentialsFileTests {
    @Test(arguments: [
        "plain", "quote\"s and 'single'", "back\\slash\\", "new\nline\r\n", "colon:colon", "tab\t ä€😀",
        "{\"json\": [1]}", " spaces ",
        "$VAR `cmd`", "\u{1}\u{7f}",
    ])
    func anyPasswordComesBack(_ password: String) throws {
        var file = CredentialsFile()
        let credential = try RegistryCredential(username: "us\"er\\ ä", password: password)
        file.set(credential, for: RegistryHost("registry.example.com"))
        let again = try CredentialsFile(parsing: file.text)
        #expect(again.credential(at: "registry.example.com") == credential)
        #expect(!"\(credential)".contains(password) && !String(reflecting: credential).contains(password))
    }

    @Test(arguments: [("", "x"), ("a:b", "x"), ("a", ""), ("a", "x\0")])
    func whatTheFileCannotHoldIsRefused(_ username: String, _ password: String) {
        #expect(throws: RegistryCredential.Malformed.self) {
            try RegistryCredential(username: username, password: password)
        }
    }

    @Test func whatIsNotUnderstoodIsKept() throws {
        var file = try CredentialsFile(
            parsing:
                #"{"psFormat":"x","auths":{"b.example.com":{"identitytoken":"t"}},"credHelpers":{"ecr":"ecr-login"},"credsStore":"pass"}"#
        )
        file.set(try RegistryCredential(username: "u", password: "p"), for: RegistryHost("a.example.com"))
        #expect(
            file.text == """
                {
                  "psFormat": "x",
                  "auths": {
                    "b.example.com": {
                      "identitytoken": "t"
                    },
                    "a.example.com": {
                      "auth": "dTpw"
                    }
                  },
                  "credHelpers": {
                    "ecr": "ecr-login"
                  },
                  "credsStore": "pass"
                }

                """)
        #expect(file.defaultHelper == "pass" && file.helper(for: RegistryHost("ecr")) == "ecr-login")
        #expect(file.isUsable("b.example.com") && file.credential(at: "b.example.com") == nil)
    }

    @Test func anEmptyFileIsOne() throws {
        #expect(try CredentialsFile(parsing: " \n").isEmpty)
        #expect(try CredentialsFile(parsing: #"{"auths":null}"#).keys == [])
    }

    @Test(arguments: [
        ("{", "no JSON"), ("[]", "an array"), (#"{"auths":[]}"#, "an array for auths"),
        (#"{"auths":{"h":"x"}}"#, "a string for \"h\""),
        (#"{"auths":{"h":{"auth":"%%"}}}"#, "not base64"), (#"{"auths":{"h":{"auth":"dXNlcg=="}}}"#, "user:password"),
        (#"{"auths":{"h":{"auth":"OnB3"}}}"#, "user:password"), (#"{"credHelpers":"x"}"#, "a string for credHelpers"),
    ])
    func whatTheClientWouldNotLoadIsRefused(_ text: String, _ words: String) {
        do {
            _ = try CredentialsFile(parsing: text)
            Issue.record("\(text) was read")
        } catch { #expect(error.description.contains(words), "\(error)") }
    }

    @Test(arguments: [
        ("docker.io", "https://index.docker.io/v1/"), ("index.docker.io", "https://index.docker.io/v1/"),
        ("https://index.docker.io/v1", "https://index.docker.io/v1/"),
        ("registry-1.docker.io", "https://index.docker.io/v1/"),
        ("https://Registry.Example.com:5000/v2/", "registry.example.com:5000"),
        ("http://localhost:5000", "localhost:5000"),
        ("registry.example.com/group", "registry.example.com"),
    ])
    func keysAreNormalised(_ text: String, _ key: String) {
        #expect(RegistryHost(text).key == key)
    }

    @Test(arguments: [
        ("alpine", "docker.io"), ("library/alpine:3", "docker.io"), ("docker.io/library/alpine", "docker.io"),
        ("registry.example.com/a/b:1@sha256:00", "registry.example.com"), ("localhost/a", "localhost"),
        ("localhost:5000/a", "localhost:5000"), ("alpine:3.20", "docker.io"),
        ("127.0.0.1:5000/busybox:latest", "127.0.0.1:5000"),
    ])
    func imagesNameTheirRegistry(_ image: String, _ host: String) {
        #expect(RegistryHost(ofImage: image).name == host)
    }
}
