/** One style for the pages the server makes itself: system fonts, both colour schemes, readable on a phone and on paper. */
export const PAGE_STYLE = `
:root { --ink: #1c2330; --soft: #5b6577; --paper: #ffffff; --panel: #f4f6f9; --line: #d9dee7; --accent: #1558c0; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e9ef; --soft: #9aa5b8; --paper: #12161d; --panel: #1b212b; --line: #313a48; --accent: #7db1ff; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .75rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1.02rem; margin: 2rem 0 .4rem; scroll-margin-top: 1rem; }
p { margin: .4rem 0; }
a { color: var(--accent); }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.soft { color: var(--soft); }
code, pre { font-family: ui-monospace, monospace; font-size: .88em; }
code { overflow-wrap: anywhere; }
pre { background: var(--panel); border: 1px solid var(--line); border-radius: 6px; padding: .7rem .9rem; overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .6rem 0; font-size: .94rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .7rem .35rem 0; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; }
nav ul { columns: 16rem; list-style: none; padding: 0; margin: .8rem 0; }
nav li { margin: .15rem 0; break-inside: avoid; }
.scroll { overflow-x: auto; }
@media print { pre { white-space: pre-wrap; } }
`
