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
    ])
    func whatIsSecretIsHidden(_ argument: String, _ masked: String) {
        #expect(mask.masked(argument) == masked)
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
