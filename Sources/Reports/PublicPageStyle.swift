/// How a certificate's public page looks (CSS).
enum PublicPageStyle {
    /// Contrast of 7 to 1 and more in both schemes, but for marks of 4.5 and more. The digest is the page's fragment, and yet whoever
    /// follows it begins at the top: there stands whether the certificate is revoked.
    static let sheet = """
        :root { color-scheme: light dark; --text: #1c2422; --ground: #ffffff; --quiet: #47524e; --line: #9aa8a2; --accent: #14483c; --pale: #eef3f0; --alarm: #a8141c; --doubt: #925400; --onMark: #ffffff; }
        @media (prefers-color-scheme: dark) { :root { --text: #edf2f0; --ground: #131a18; --quiet: #b9c5c0; --line: #566660; --accent: #9fd8c6; --pale: #1d2724; --alarm: #b3232b; --doubt: #8a5200; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 1.25rem; max-width: 46rem; font: 1rem/1.55 system-ui, sans-serif; color: var(--text); background: var(--ground); overflow-wrap: anywhere; }
        header { border-bottom: 2px solid var(--accent); padding-bottom: .75rem; }
        h1 { font-size: 1.35rem; line-height: 1.3; margin: .25rem 0 .75rem; }
        h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; color: var(--accent); }
        h3 { font-size: 1rem; margin: 1.5rem 0 .25rem; }
        p { margin: .35rem 0; }
        code { font: .95em/1.4 ui-monospace, monospace; }
        a { color: var(--accent); }
        a:focus-visible, .scroll:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
        .origin, .note { color: var(--quiet); }
        .state { font-weight: 600; }
        .mark { padding: .6rem .75rem; font-weight: 600; color: var(--onMark); background: var(--doubt); }
        .revoked .mark { background: var(--alarm); }
        section { margin: 1rem 0; padding: .75rem; background: var(--pale); scroll-margin-top: 200vh; }
        .met { display: none; }
        section:target { outline: 2px solid var(--accent); }
        section:target .met { display: block; font-weight: 600; }
        article { border-top: 1px solid var(--line); margin-top: 2rem; }
        dl { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: .3rem 1.25rem; margin: .5rem 0; }
        dt { color: var(--quiet); }
        dd { margin: 0; }
        .scroll { overflow-x: auto; margin: 1rem 0; }
        table { border-collapse: collapse; width: 100%; overflow-wrap: normal; }
        caption { text-align: left; font-weight: 600; padding-bottom: .25rem; }
        th, td { text-align: left; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
        th { color: var(--quiet); font-weight: 600; }
        td:nth-child(n+3) { white-space: nowrap; }
        @media (max-width: 30rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5rem; } td:nth-child(n+3) { white-space: normal; } th, td { padding-right: .4rem; } }
        @media print { body { max-width: none; padding: 0; } .scroll { overflow: visible; } .mark { color: #000000; background: none; border: 2px solid #000000; } h2, h3 { break-after: avoid; } }

        """
}
