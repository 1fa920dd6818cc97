/// How the page looks, in light and in dark.
enum HTMLStyle {
    static let text = """
        :root { --ground: #fff; --text: #1f2328; --quiet: #59636e; --line: #d1d9e0; --panel: #f6f8fa;
          --ran: #1f6feb; --cached: #1a7f37; --failed: #cf222e; --cancelled: #7d4e00; --mark: #fff1c2; --link: #0757b8 }
        @media (prefers-color-scheme: dark) {
          :root { --ground: #0d1117; --text: #e6edf3; --quiet: #9da7b1; --line: #3d444d; --panel: #161b22;
            --ran: #58a6ff; --cached: #3fb950; --failed: #ff7b72; --cancelled: #d29922; --mark: #4d3800; --link: #79b8ff }
        }
        * { box-sizing: border-box }
        body { margin: 0; background: var(--ground); color: var(--text); font: 15px/1.5 system-ui, sans-serif }
        main { max-width: 1200px; margin: 0 auto; padding: 1rem }
        h1 { font-size: 1.5rem; margin: 1rem 0; overflow-wrap: anywhere }
        h2 { font-size: 1.15rem; margin: 1.5rem 0 .5rem; overflow-wrap: anywhere }
        h3 { font-size: .95rem; margin: .75rem 0 .25rem }
        a { color: var(--link) }
        code, pre { font: 13px/1.45 ui-monospace, monospace; overflow-wrap: anywhere }
        pre { margin: .25rem 0; padding: .5rem; background: var(--panel); border: 1px solid var(--line);
          max-height: 24rem; overflow: auto; white-space: pre-wrap }
        .word { display: inline-block; max-width: 100% }
        mark { background: var(--mark); color: inherit }
        mark .word { background: inherit }
        .badge { font-size: .9rem; font-weight: 600; padding: .1rem .6rem; border: 2px solid; border-radius: 1rem;
          white-space: nowrap }
        .good { color: var(--cached) }
        .bad { color: var(--failed) }
        .figures { list-style: none; display: flex; flex-wrap: wrap; gap: .5rem; padding: 0; margin: 0 0 1rem }
        .figures li { padding: .5rem .9rem; background: var(--panel); border: 1px solid var(--line); color: var(--quiet) }
        .figures b { display: block; font-size: 1.3rem; color: var(--text) }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: .5rem 0 }
        dt { color: var(--quiet) }
        dd { margin: 0; overflow-wrap: anywhere }
        .remedy { white-space: pre-wrap }
        .failure { border: 2px solid var(--failed); padding: 0 1rem 1rem; margin: 1rem 0 }
        .message { font-weight: 600; overflow-wrap: anywhere }
        .wide { overflow-x: auto }
        table { border-collapse: collapse; width: 100% }
        th, td { text-align: left; vertical-align: top; font-weight: normal; padding: .25rem .5rem;
          border-bottom: 1px solid var(--line) }
        thead th { color: var(--quiet); white-space: nowrap }
        .steps td:nth-child(1), .steps td:nth-child(4), .steps td:nth-child(6) { text-align: right; white-space: nowrap;
          font-variant-numeric: tabular-nums }
        .steps th[scope=row] { width: 45%; min-width: 16rem }
        .line { width: 35%; min-width: 14rem }
        .axis { position: relative; height: 1.2rem }
        .axis i { position: absolute; bottom: 0; font-size: .75rem; font-style: normal; padding-left: .15rem;
          border-left: 1px solid var(--line) }
        .bars { position: relative; height: 1.2rem; background: linear-gradient(90deg, var(--line) 1px, transparent 1px)
          0 0 / 25% 100% }
        .bars i { position: absolute; top: .15rem; bottom: .15rem; min-width: 3px; background: currentColor;
          border-radius: 2px }
        .ran .bars { color: var(--ran) }
        .cached .bars { color: var(--cached) }
        .failed .bars { color: var(--failed) }
        .cancelled .bars { color: var(--cancelled) }
        .cached td:nth-child(5) { color: var(--cached) }
        .failed td:nth-child(5) { color: var(--failed); font-weight: 600 }
        .cancelled td:nth-child(5) { color: var(--cancelled) }
        .not-run { color: var(--quiet) }
        .legend .key { display: inline-block; margin-right: 1rem }
        .legend .key::before { content: ""; display: inline-block; width: 1rem; height: .7rem; margin-right: .4rem;
          border-radius: 2px; background: currentColor }
        .key.ran { color: var(--ran) }
        .key.cached { color: var(--cached) }
        .key.failed { color: var(--failed) }
        .key.cancelled { color: var(--cancelled) }
        summary { cursor: pointer }
        :focus-visible { outline: 2px solid var(--link); outline-offset: 2px }
        @media (max-width: 40rem) {
          .findings thead, .steps thead th { display: none }
          .findings, .findings tbody, .findings tr, .findings td, .steps, .steps thead, .steps tbody { display: block }
          .findings td, .steps th, .steps td { padding: .1rem 0; border: 0 }
          .findings tr, .steps tr { padding: .35rem 0; border-bottom: 1px solid var(--line) }
          .steps tr { display: grid; grid-template-columns: 2rem auto auto 1fr; column-gap: .6rem }
          .steps thead .line { display: block }
          .steps th[scope=row] { width: auto; min-width: 0; grid-column: 2 / -1 }
          .steps thead .line, .steps td:nth-child(3) { width: auto; min-width: 0; grid-column: 1 / -1 }
          .steps td:nth-child(4) { grid-column: 2 }
        }
        @media print { pre { max-height: none } }

        """
}
