import Testing

@testable import GitLabAPI

@Suite struct WebAddressTests {
    @Test(arguments: [
        ("https://gitlab.com", "https://gitlab.com/", "https://gitlab.com:443"),
        ("HTTPS://GitLab.COM/a/b.yml", "https://gitlab.com/a/b.yml", "https://gitlab.com:443"),
        ("http://h:8080?x=1", "http://h:8080/?x=1", "http://h:8080"),
        ("http://h:80/", "http://h/", "http://h:80"),
        ("https://[::1]:8443/x#part", "https://[::1]:8443/x", "https://[::1]:8443"),
        ("https://u:p@h/x", "https://u:p@h/x", "https://h:443"),
        ("https://evil.example\u{40}h/x", "https://evil.example@h/x", "https://h:443"),
        ("https://h/a@b/c", "https://h/a@b/c", "https://h:443"),
        ("https://h/grün.yml", "https://h/gr%C3%BCn.yml", "https://h:443"),
    ])
    func takesApart(_ text: String, _ whole: String, _ origin: String) throws {
        let address = try #require(WebAddress(text))
        #expect(address.text == whole)
        #expect(address.origin == origin)
    }

    @Test(arguments: [
        "", "gitlab.com", "ftp://h/x", "https://", "https://h ost/", "https://h/a b", "https://h:0/",
        "https://h:99999/",
        "https://h:x/", "https://a\\@b/", "https://h\n/x", "https://hö.example/", "https://h%2e/", "https://a:b:c/",
    ])
    func refuses(_ text: String) { #expect(WebAddress(text) == nil) }

    @Test func hidesWhatMayBeSecret() throws {
        let address = try #require(WebAddress("https://user:pass@h:8443/x.yml?private_token=\(secret)"))
        #expect(address.shown == "https://h:8443/x.yml?…")
    }
}
