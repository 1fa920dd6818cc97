import Testing

extension OptionRow {
    /// What is written into the image and onto it.
    static let naming = [
        OptionRow("every tag is pushed, the options may stand in any spelling", ["--tag", "--push"]) { bench in
            let name = bench.image("tags")
            try bench.build(
                ["-t", "\(name):1", "--tag=\(name):2", "-qt", "\(name):3", "--push", "--provenance=false"],
                "FROM scratch\nCOPY hello /\n")
            #expect(try bench.registry.tags("tags") == ["1", "2", "3"])
            #expect(
                try bench.registry.stored("1", "tags").config == bench.registry.stored("3", "tags").config)
        },
        OptionRow(
            "build arguments, labels and the target are those of the image",
            ["--build-arg", "--label", "--target", "--file"]
        ) { bench in
            try bench.write(
                """
                FROM scratch AS first
                ARG GIVEN
                ARG BARE
                ARG ABSENT=default
                LABEL given=$GIVEN bare=$BARE absent=$ABSENT
                FROM first AS second
                COPY hello /
                LABEL stage=second

                """, to: "Other")
            try bench.build(
                [
                    "-t", bench.image("config:1"), "--push", "--provenance=false", "--target", "first", "-f",
                    "\(bench.contextPath)/Other", "--build-arg", "GIVEN=a b", "--build-arg=BARE", "--build-arg",
                    "ABSENT", "--label", "own=c=d,e", "--label", "given=overridden", "--label", "empty",
                ], in: ["BARE": "from the job"])
            #expect(
                try bench.registry.pull("1", "config").config.Labels == [
                    "given": "overridden", "bare": "from the job", "absent": "default", "own": "c=d,e", "empty": "",
                ])
        },
        OptionRow("annotations are where their level says", ["--annotation", "--platform"]) { bench in
            let annotations = [
                "plain=p", "index:i=1", "manifest[linux/arm64]:m=2", "manifest-descriptor:d=3,4",
                "index,manifest:both=5",
            ].flatMap { ["--annotation", $0] }
            let common = [
                "-t", bench.image("annotations:1"), "--platform", "linux/amd64,linux/arm64", "--provenance=false",
            ]
            try bench.build(common + annotations + ["--push"], "FROM scratch\nCOPY hello /\n")
            let index = try bench.registry.stored("1", "annotations")
            #expect(index.annotations == ["i": "1", "both": "5"])
            for descriptor in index.manifests ?? [] {
                #expect(descriptor.annotations == ["d": "3,4"])
                let expected = ["plain": "p", "both": "5"].merging(
                    descriptor.platform?.architecture == "arm64" ? ["m": "2"] : [:]
                ) { $1 }
                #expect(try bench.registry.stored(descriptor.digest, "annotations").annotations == expected)
            }
            let layout = bench.path("annotated")
            try bench.build(
                common + ["--annotation", "index-descriptor:e=6", "-o", "type=oci,tar=false,dest=\(layout)"])
            #expect(try Files.read("\(layout)/index.json").contains("\"e\":\"6\""))
        },
    ]
}
