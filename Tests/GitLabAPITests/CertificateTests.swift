import Testing

@testable import GitLabAPI

@Suite(.enabled(if: TLSServer.isPossible, "the openssl command is not there"))
struct CertificateTests {
    @Test func anUnknownAuthorityIsRefused() throws {
        let server = try TLSServer(files: ["x.yml": "a: 1\n"])
        let failure = #expect(throws: HTTPFailure.self) { try HTTPClient.impatient().get(server.address + "/x.yml") }
        #expect(failure?.reason == .certificate)
        #expect(
            failure?.message.contains("give the certificate of its authority with --ca-file or SSL_CERT_FILE") == true)
    }

    @Test(arguments: ["--ca-file", "SSL_CERT_FILE", "CURL_CA_BUNDLE"])
    func aKnownAuthorityIsTrusted(_ way: String) throws {
        let server = try TLSServer(files: ["x.yml": "a: 1\n"])
        let authorities =
            way == "--ca-file"
            ? CertificateAuthorities(file: server.authority, environment: ["SSL_CERT_FILE": "/dev/null"])
            : CertificateAuthorities(environment: [way: server.authority])
        let response = try HTTPClient.impatient(authorities: authorities).get(server.address + "/x.yml")
        #expect(response.body == Array("a: 1\n".utf8))
    }

    /// The authority of a job's server counts for that server, and not for the rest of the world.
    @Test func theAuthorityOfTheJobsServer() throws {
        let server = try TLSServer(files: ["x.yml": "a: 1\n"])
        let client = HTTPClient.impatient(
            authorities: CertificateAuthorities(environment: ["CI_SERVER_TLS_CA_FILE": server.authority]))
        #expect(client.serverAuthorities == server.authority)
        let address = try #require(WebAddress(server.address + "/x.yml"))
        let foreign = HTTPRequest(address: address, sizeLimit: 99)
        #expect(throws: HTTPFailure.self) { try client.send(foreign) }
    }

    @Test func theJobsServerIsTrusted() throws {
        let server = try TLSServer(files: ["x.yml": "a: 1\n"])
        let client = HTTPClient.impatient(
            authorities: CertificateAuthorities(environment: ["CI_SERVER_TLS_CA_FILE": server.authority]))
        let address = try #require(WebAddress(server.address + "/x.yml"))
        let request = HTTPRequest(address: address, authorities: client.serverAuthorities, sizeLimit: 99)
        #expect(try client.send(request).body == Array("a: 1\n".utf8))
    }

    @Test func aMissingFileOfAuthorities() throws {
        let server = try TLSServer(files: [:])
        let client = HTTPClient.impatient(authorities: CertificateAuthorities(file: "/nowhere/ca.pem"))
        let failure = #expect(throws: HTTPFailure.self) { try client.get(server.address + "/x.yml") }
        #expect(failure?.reason == .authorities)
        #expect(failure?.message.contains("\"/nowhere/ca.pem\"") == true)
    }
}
