/// Pieces of text on which a loader of pipelines may stumble.
enum Vocabulary {
    /// Put anywhere, also into the middle of a word.
    static let tokens: [[UInt8]] =
        [
            "!reference ", "!reference [a, script]", "!reference []", "!reference [job, script, 0, x]", "<<: *a\n",
            "<<: [*a, *b]\n", "<<: ", "*a", "&a ", "&a [*a]", "*", "&", "!!str ", "!!binary ", "!!omap ", "!!set ",
            "!<tag:yaml.org,2002:float> ", "!ruby/regexp ", "!ruby/object:Object ", "!", "!!", "%YAML 1.1\n---\n",
            "--- ",
            "\n---\n", "\n...\n", "? ", "? [a, b]\n: c\n", ": ", "- ", "- - - ", "[", "]", "{", "}", ",", "|\n",
            ">-\n  ",
            "|9-\n", "'", "\"", "\\x", "\"\\ud800\"", "\"\\U0010FFFF\"", "\"\\0\"", "#", " #", "\t", "\r", "\r\n",
            "\u{0}",
            "\u{FEFF}", "\u{85}", "\u{2028}", "\u{2029}", "\u{A0}", "\u{1F600}", "e\u{301}", "\u{130}", "ß",
            "$[[ inputs.x ]]", "$[[ inputs.x | truncate(0,1) ]]",
            "$[[ inputs.x | truncate(99999999999999999999,-1) ]]", "$[[ inputs.a[0] ]]", "$[[ inputs.a[-1] ]]",
            "$[[ inputs.x | expand_vars | posix_escape ]]", "$[[ component.name ]]", "$[[", "]]", "$[[ ]]",
            "$[[ inputs.x | ", "$[[ matrix.A ]]", "$[[ a.b.c[0][1].d ]]", "${", "$$", "$A", "$", "%VAR%", "null", "~",
            "true", "yes", "0", "-1", "0x7fffffffffffffff", "9223372036854775807", "-9223372036854775808",
            "9223372036854775808", "0b1111", "0o17", "017", "08", "1_000", "190:20:30", "190:20:30.15", "99:59:59",
            "99999999999999999:59", "1e999", ".inf", "-.INF", ".NaN", "1.", ".5", "+.", "1.5e+3", "2001-01-01",
            "2001-12-14t21:59:43.10-05:00", ":sym", ":\"a b\"", "100000000000000000000000000000000000000", "0.0000001",
            "1,000", "$A == \"b\" && ", "$A =~ /", "$A =~ /(?<=x)/", "$A =~ /(a+)+$/i", "/[[:alpha:]]/", "/\\p{Greek}/",
            "/a{1000}/", "/((((((((((a{9}){9}){9}){9}){9}){9}){9})))/", "/[z-a]/", "/\\Q\\E/", "/(?P<n>x)\\1/", "//",
            "null == $A", "((", "))", "||", "&&", "!~", "3 days", "1 week and 3 days 99 minutes", "never",
            "999999999 years",
            "1.5 hrs", "*/5 * * * *", "**/*", "{a,b}{c,d}{e,f}", "[!a-z]*", "../../etc/passwd", "/", "a:b:c",
            "gitlab.com/group/project/c@1.0", "https://example.com/x.yml", "registry.example.com:5000/a/b:tag@sha256:0",
            ".pre", ".post", "pages", "workflow", "default", "include", "stages", "spec", "script", "needs", "extends",
            "parallel", "matrix", "rules", "if", "trigger", "on_stop", "image", "variables", "inputs", "options",
        ].map { Array($0.utf8) } + commands.map { Array($0.utf8) } + [
            [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0xFF, 0xFE],
            [0xFE, 0xFF],
            [0x00], [0x7F], [0x1B, 0x5B, 0x32, 0x4A], [0xC2, 0x85], [0xEF, 0xBB, 0xBF],
        ]

    /// What scripts and the jobs around builds are made of.
    static let commands = [
        "$(", "${A:-", "$((", "`", "<<EOF\n", "<<-'E'\n", "<<<", "2>&1", "&>", ">>", ">|", "<(", "case $A in a)",
        "esac",
        ";;", "if", "then", "fi", "for x in", "do", "done", "{ ", " }", "f() (", "$'a\\'", "\\\n", "&", "! ", "sh -c '",
        "eval ", "sudo -u x ", "env A=b ", "timeout 5m ", "exec ", "--", "-", "--flag=", "\"$@\"", "${A[@]}", "$?",
        "docker login -u a -p b c", "echo a | docker login --password-stdin -u x", "docker build -t a .",
        "docker buildx build --push", "--cache-to type=registry,ref=a,mode=max", "--build-arg A=b", "--no-cache",
        "--platform linux/arm64", "--add-host a:1", "--shm-size 1g", "--network host", "--secret id=a", "-f Dockerfile",
        "buildctl build --frontend dockerfile.v0", "buildctl-daemonless.sh build", "--local context=.",
        "--local dockerfile=Dockerfile", "--opt build-arg:A=b", "--opt target=x", "--opt add-hosts=a:1",
        "--opt force-network-mode=host", "--output type=image,name=a,b,push=true", "'--output=type=image,\"name=a,b\"'",
        "--export-cache type=registry,ref=$CI_REGISTRY_IMAGE:cache", "--import-cache type=registry,ref=a",
        "buildkit-run image --push .", "/kaniko/executor --context . --destination a", "buildah bud -t a .",
        "podman push a", "skopeo copy docker://a docker://b", "crane cp a b", "kubectl exec -it a -- sh", "cd ..",
        "export DOCKER_HOST=tcp://docker:2375", "BUILDKIT_HOST", "tcp://buildkitd:1234", "kube-pod://a",
        "BUILDKITD_FLAGS",
        "--oci-worker-no-process-sandbox", "--config buildkitd.toml", "DOCKER_TLS_CERTDIR", "DOCKER_AUTH_CONFIG",
        "{\"auths\":{\"docker.io\":{\"auth\":\"x\"}}}", "moby/buildkit:rootless", "moby/buildkit:v0.26.2",
        "gcr.io/kaniko-project/executor:debug", "docker:28-dind", "HEALTHCHECK_TCP_PORT", "entrypoint", "alias",
        "command",
        "# buildkit-ci:allow[only-except] x", "# buildkit-ci:allow[", "CI_COMIT_SHA", "$CI_COMMIT_SHA", "cache", "only",
        "except", "tags", "timeout", "changes", "dependencies", "before_script", "after_script", "services",
    ]

    /// Values for a key.
    static let values = [
        "", " null", " true", " 0", " -5", " 1.5", " []", " {}", " [[]]", " [[[[[[[[[[[[x]]]]]]]]]]]]",
        " {a: {b: {c: d}}}",
        " [a, [b, [c]], null, 1, {d: e}]", " \"\"", " ' '", " \"a\\nb\"", " x", " $A", " ${A}/${B}", " *a", " &a x",
        " !reference [a, b]", " !reference x", " !reference [[a], {b: c}, null]",
        " [!reference [a, script], !reference [b]]",
        " {if: $A}", " [{if: $A == \"b\"}]", " {matrix: [{A: [a, b], B: [c, d]}]}", " 99999999999999999999",
        " :a", " 2001-01-01", " always", " manual", " on_success", " |\n    a\n    b", " >\n    folded\n\n    text",
        " {name: x, url: 'http://a b'}", " {job: a, optional: true}", " [{job: a, parallel: {matrix: [{A: a}]}}]",
        " {local: a.yml}", " {project: a/b, file: [x.yml, y.yml]}", " {paths: [a/, b/**/*.c], key: {files: [x]}}",
        " {name: 'moby/buildkit:rootless', entrypoint: ['']}", " [{name: 'docker:dind', alias: docker}]",
        " moby/buildkit",
        " [docker build ., docker push a]", " |-\n    docker login -p x\n    buildctl build \\\n      --opt a=b",
        " >\n    cat <<EOF > config.json\n    EOF", " \"buildctl \\\n    build\"", " [--addr, 'tcp://0.0.0.0:1234']",
        " tcp://docker:2376", " --rootless --addr=tcp://0.0.0.0:1", " [master, tags, /^v/]",
        " {refs: [main], changes: [a]}",
        " 1 week", " {value: x, description: y, options: [x, y]}", " {max: 2, when: [always, x], exit_codes: [1, 137]}",
    ]

    /// Whole pieces of pipelines that stretch what GitLab limits.
    static let blocks: [String] = [
        "bomb_a: &a [x, x, x, x, x, x, x, x, x]\nbomb_b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n"
            + "bomb_c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]\nbomb_d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]\n"
            + "bomb_e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d]\nbomb_f: [*e, *e, *e, *e, *e, *e, *e, *e, *e]\n",
        "m_a: &ma {a: 1, b: 2, c: 3}\nm_b: &mb {<<: *ma, d: {<<: *ma}}\nm_c: {<<: [*ma, *mb], <<: *mb, <<: {x: *mb}}\n",
        "explode:\n  script: x\n  parallel:\n    matrix:\n      - A: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]\n"
            + "        B: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]\n        C: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]\n"
            + "        D: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]\n        E: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]\n"
            + "        F: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]\n        G: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]\n",
        "huge:\n  script: x\n  parallel: 200\nhuger:\n  script: x\n  parallel: 99999999999\n  needs: [huge]\n",
        "e1: {extends: e2, script: a}\ne2: {extends: [e3, e1]}\ne3: {extends: .e4}\n.e4: {variables: {A: b}}\n",
        "n1: {script: x, needs: [n2]}\nn2: {script: x, needs: [n3]}\nn3: {script: x, needs: [n1, n3]}\n",
        "r1: {script: !reference [r2, script]}\nr2: {script: [!reference [r3, script], a]}\n"
            + "r3: {script: [!reference [r1, script]]}\nr4: {script: !reference [r4, script]}\n",
        "cycle: &cycle\n  script: x\n  <<: *cycle\n  variables: *cycle\n",
        "spec:\n  inputs:\n    x: {default: abc, type: string, regex: ^a}\n    a: {type: array, default: [1, b, {c: d}]}\n"
            + "    n: {type: number, default: 5}\n    f: {type: boolean, default: false}\n---\n"
            + "\"$[[ inputs.x | truncate(1,2) ]]\":\n  script: $[[ inputs.a ]]\n  parallel: $[[ inputs.n ]]\n"
            + "  interruptible: $[[ inputs.f ]]\n  variables: {A: \"$[[ inputs.a[2].c ]]\"}\n",
        "include:\n  - local: a.yml\n    inputs: {x: 1}\n  - local: '*.yml'\n    rules: [{if: $CI, exists: [a.yml]}]\n"
            + "  - {project: a/b, file: c.yml, ref: main}\n  - https://example.com/x.yml\n",
        "on:\n  script: [a, [b, [c, [d]]]]\n  rules:\n    - if: '($A == \"x\" || $B =~ /^v\\d+(\\.\\d+)*$/i) && $C != null'\n"
            + "      changes: {paths: ['**/*.{c,h}'], compare_to: main}\n      variables: {X: y}\n    - when: never\n"
            + "  environment: {name: a/$B, on_stop: off, auto_stop_in: 1 week and 2 days}\n"
            + "off:\n  script: x\n  when: manual\n  environment: {name: a/$B, action: stop}\n",
        "matrix:\n  script: x\n  parallel: {matrix: [{A: [a, b], B: c}, {A: $X}]}\nuser:\n  script: x\n"
            + "  needs:\n    - job: matrix\n      parallel: {matrix: [{A: a, B: $[[ matrix.B ]]}]}\n"
            + "  parallel: {matrix: [{B: [c]}]}\n",
        "job:\n  script: x\n  run:\n    - {name: a, script: b}\n    - {name: c, step: gitlab.com/x/y@v1, inputs: {a: 1}}\n"
            + "  secrets: {A: {vault: a/b/c@d, file: false}}\n  id_tokens: {T: {aud: [a, b]}}\n"
            + "  image: {name: a, docker: {user: '1', platform: x/y}, kubernetes: {user: 1000}, pull_policy: [always]}\n"
            + "  release: {tag_name: x, description: y, assets: {links: [{name: a, url: 'http://x'}]}}\n"
            + "  trigger: {include: [{local: a.yml}], strategy: depend, forward: {yaml_variables: true}}\n",
    ]
}
