import BuildKit
import Testing

@Suite struct SecretMaskTests {
    private let mask = SecretMask(environment: [
        "CI_JOB_TOKEN": "glcbt-0123456789", "REGISTRY_PASSWORD": "hunter2hunter2", "SHORT_TOKEN": "abc",
        "DOCKER_AUTH_CONFIG": "{\"auths\":{}}", "CI_PROJECT_PATH": "group/project",
        "LONGER_SECRET": "hunter2hunter2-and-more",
    ])

    @Test(arguments: [
        ("plain text", "plain text"), ("group/project", "group/project"), ("abc", "abc"),
        ("--x=glcbt-0123456789.", "--x=[MASKED]."), ("hunter2hunter2-and-more", "[MASKED]"),
        ("a {\"auths\":{}} b", "a [MASKED] b"), ("https://user:pw@host/path", "https://user:[MASKED]@host/path"),
        ("https://user@host/a:b@c", "https://user@host/a:b@c"), ("tcp://host:1234", "tcp://host:1234"),
        ("https://u:p@ss@host", "https://u:[MASKED]@host"), ("build-arg:API_TOKEN=x", "build-arg:API_TOKEN=[MASKED]"),
        ("build-arg:VERSION=1", "build-arg:VERSION=1"), ("id=token,env=TOKEN", "id=token,env=TOKEN"),
        ("type=s3,secret_access_key=abc,region=eu", "type=s3,secret_access_key=[MASKED],region=eu"), ("", ""),
        ("http://r/token?scope=a: 401 Unauthorized", "http://r/token?scope=a: 401 Unauthorized"),
    ])
    func whatIsSecretIsHidden(_ argument: String, _ masked: String) {
        #expect(mask.masked(argument) == masked)
    }

    @Test(arguments: [
        ("two glcbt-0123456789 hunter2hunter2", "two [MASKED] [MASKED]"), ("API_TOKEN=x, a=b", "API_TOKEN=x, a=b"),
        ("http://a:b@c and https://d:e@f/g", "http://a:[MASKED]@c and https://d:[MASKED]@f/g"),
        ("one line of it: kqhkiG9w0B", "one line of it: [MASKED]"), ("abcdefgh12345678xyz", "[MASKED]xyz"),
        ("at 10:30 ://x", "at 10:30 ://x"),
    ])
    func textIsSearchedForValuesOnly(_ text: String, _ hidden: String) {
        let mask = SecretMask(
            environment: ["CI_JOB_TOKEN": "glcbt-0123456789", "A_PASSWORD": "hunter2hunter2"],
            secrets: ["-----BEGIN-----\nkqhkiG9w0B\n", "abcdefgh1234", "gh12345678"])
        #expect(mask.hidingValues(in: text) == hidden)
    }

    @Test(arguments: [
        ("CI_JOB_TOKEN", true), ("Registry_Password", true), ("AWS_SECRET_ACCESS_KEY", true), ("SSH_PRIVATE_KEY", true),
        ("DOCKER_AUTH_CONFIG", true), ("MY_APIKEY", true), ("PATH", false), ("CI_COMMIT_SHA", false),
        ("KEYBOARD", false),
    ])
    func namesTell(_ name: String, _ isSecret: Bool) {
        #expect(SecretMask.isSecret(name: name) == isSecret)
    }
}
