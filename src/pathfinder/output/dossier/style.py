"""How the pages look: in daylight, in the dark, on a telephone and on paper. One style for all pages."""

from __future__ import annotations

from typing import Final

_COLOURS: Final = """
:root { color-scheme: light dark; --paper: #fdfcfa; --card: #fff; --ink: #20242a; --soft: #555c66; --line: #ddd8cf;
  --link: #1a4e8a; --good: #1c5c30; --doubt: #7a4700; --danger: #9b1c1c; --passage: #f7f2e7; --edge: #b9975b;
  --around: #655f54; --cited: #e1eee0; --cited-line: #2f6b3c; --aside-line: #8a8f97; --untouched: #fde3df;
  --target: #fff1b8; --bar: #4f7f9f; --bar-closed: #b5533f; --bar-asked: #7d7466; --wash: #f4f1ea; }
@media screen and (prefers-color-scheme: dark) {
  :root { --paper: #15171a; --card: #1b1e22; --ink: #e6e3dc; --soft: #a9afb8; --line: #363c44; --link: #94bff3;
    --good: #8ad39c; --doubt: #e5b871; --danger: #f5a29a; --passage: #25221b; --edge: #a8884f; --around: #b0a793;
    --cited: #1d3022; --cited-line: #6fb080; --aside-line: #767d87; --untouched: #46221e; --target: #4a4216;
    --bar: #6fa3c5; --bar-closed: #cf7663; --bar-asked: #a2988a; --wash: #1f2227; } }
"""

_TEXT: Final = """
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, -apple-system, "Segoe UI",
  Roboto, "Noto Sans", "Liberation Sans", "DejaVu Sans", sans-serif; overflow-wrap: break-word; }
a { color: var(--link); text-underline-offset: .15em; text-decoration-thickness: .06em; }
a:hover { text-decoration-thickness: .12em; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
h1, h2, h3, h4 { line-height: 1.25; text-wrap: balance; margin: 0; }
h1 { font-size: 1.9rem; font-weight: 650; letter-spacing: -.01em; }
h2 { font-size: 1.35rem; margin: 3rem 0 1rem; padding-bottom: .35rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1.15rem; }
h4 { font-size: .95rem; margin: 1.5rem 0 .5rem; color: var(--soft); font-weight: 650; }
p { margin: .5rem 0; }
ul, ol { margin: .5rem 0; padding-left: 1.3rem; }
li { margin: .25rem 0; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: .5rem; background: var(--card); padding: .3rem .6rem; z-index: 1; }
.site { border-bottom: 1px solid var(--line); background: var(--card); }
.site nav { max-width: 92rem; margin: 0 auto; padding: .55rem 1.5rem; }
.site ul, .letters { display: flex; flex-wrap: wrap; gap: .15rem 1.15rem; list-style: none; margin: 0; padding: 0; }
.site li, .letters li { margin: 0; }
.site a, .letters a, .local a { text-decoration: none; display: inline-block; padding: .2rem 0; }
.site a:hover, .letters a:hover, .local a:hover { text-decoration: underline; }
[aria-current] { color: var(--ink); font-weight: 650; }
.page { max-width: 92rem; margin: 0 auto; padding: 1.75rem 1.5rem 4rem; }
.narrow { max-width: 60rem; }
.lede { color: var(--soft); max-width: 46rem; }
.private { border: 1px solid var(--edge); border-left-width: 4px; background: var(--passage); border-radius: .3rem;
  padding: .5rem .9rem; max-width: 60rem; margin: 1rem 0; }
.private p { margin: .15rem 0; }
.good { color: var(--good); } .doubt { color: var(--doubt); } .danger { color: var(--danger); }
.quiet { color: var(--soft); }
.strong, .lead { font-weight: 650; }
.id { font: 600 .82rem/1.4 ui-monospace, "Cascadia Mono", "Liberation Mono", "DejaVu Sans Mono", monospace;
  color: var(--soft); margin: 0 0 .2rem; }
.chips { display: flex; flex-wrap: wrap; gap: .3rem .5rem; list-style: none; padding: 0; margin: .6rem 0;
  font-size: .82rem; }
.chips li { border: 1px solid currentColor; border-radius: 1rem; padding: .05rem .65rem; margin: 0;
  font-weight: 600; }
footer { border-top: 1px solid var(--line); color: var(--soft); font-size: .85rem; }
footer div { max-width: 92rem; margin: 0 auto; padding: 1rem 1.5rem 2rem; }
dl { margin: .75rem 0; display: grid; grid-template-columns: 11rem minmax(0, 1fr); gap: .25rem 1.25rem; }
dt { color: var(--soft); } dd { margin: 0; }
table { border-collapse: collapse; width: 100%; margin: .75rem 0 1.25rem; font-size: .92rem; }
caption { text-align: left; font-weight: 650; padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; padding: .4rem 1rem .4rem 0; border-bottom: 1px solid var(--line);
  font-weight: inherit; }
th:last-child, td:last-child { padding-right: 0; }
thead th { font-size: .85rem; font-weight: 650; color: var(--soft); border-bottom-color: var(--soft); }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
.date { white-space: nowrap; font-variant-numeric: tabular-nums; }
.hidden-words { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
:target { background: var(--target); box-shadow: 0 0 0 4px var(--target); border-radius: 2px; }
article:target, section:target { background: none; box-shadow: none; outline: 2px solid var(--edge);
  outline-offset: 6px; }
"""

_RULE: Final = """
.with-local { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0 3rem; }
.local { font-size: .92rem; }
.local ul { list-style: none; padding: 0; margin: .25rem 0 1rem; }
.narrow .said { width: auto; float: none; }
.local li { margin: 0; }
.local .id { font-size: .74rem; margin: 0; }
.rule { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: 1.25rem 1.5rem 1.5rem;
  margin: 0 0 1.75rem; }
.rows, .rows ul { list-style: none; padding: 0; margin: 0; }
.rows ul { padding-left: 1.1rem; margin: 0; }
.rows li { margin: 0; }
.rows li li > .pair > .said { border-left: 2px solid var(--line); padding-left: .8rem; margin-left: -.8rem; }
.rule h2 { margin-top: 0; }
.apart > li { clear: both; border-top: 1px solid var(--line); padding: .5rem 0; }
.apart > li:first-child { border-top: 0; }
.said { padding: .3rem 0; }
.said p { margin: 0 0 .2rem; }
.asked { color: var(--soft); font-size: .88rem; }
.note { color: var(--doubt); font-size: .9rem; }
.where, .again { color: var(--soft); font-size: .78rem; }
.rows::after, .rows li::after, .rule::after, .aside::after { content: ""; display: block; clear: both; }
.pair { display: contents; }
.beside { min-width: 0; font-size: .92rem; }
.passage { margin: .1rem 0 .6rem; background: var(--passage); border-left: 3px solid var(--edge);
  border-radius: 0 .3rem .3rem 0;
  padding: .5rem .85rem .45rem; }
.passage blockquote { margin: 0;
  font: 1rem/1.5 "Iowan Old Style", "Palatino Linotype", Palatino, Georgia, "Noto Serif",
  "Liberation Serif", "DejaVu Serif", serif; }
.around { color: var(--around); font-size: .92em; }
.passage mark { background: none; color: inherit; }
.passage figcaption { font-size: .8rem; color: var(--around); margin-top: .3rem; overflow-wrap: anywhere; }
.passage figcaption a { color: inherit; }
.passage .bad, .bad { color: var(--danger); font-weight: 650; }
p.again { margin: 0; font-size: .82rem; }
.time { margin: 1rem 0; }
.time > svg { display: block; width: calc(100% - 10px); overflow: visible; font-size: 12px; }
.time text { fill: var(--soft); }
.time .force { fill: var(--bar); } .time .closed, .time .danger { fill: var(--bar-closed); }
.time .asked { fill: var(--bar-asked); }
.time .maybe { fill: url(#hatch_); stroke-width: 1; stroke: var(--bar); }
.time .maybe.closed, .time .maybe.danger { stroke: var(--bar-closed); }
.time .maybe.asked { stroke: var(--bar-asked); }
.time .grid { stroke: var(--line); } .time .axis { stroke: var(--soft); } .time .now { stroke: var(--ink);
  stroke-dasharray: 3 3; }
.time .point { fill: var(--soft); } .hatch { stroke: var(--soft); }
.defs { position: absolute; }
.dates { font-size: .88rem; margin-top: 0; }
.cases { font-size: .88rem; }
.cases .person { color: var(--soft); }
.paste { white-space: pre-wrap; overflow-wrap: anywhere; font: .82rem/1.5 ui-monospace, "Liberation Mono", monospace;
  background: var(--wash); padding: .5rem .75rem; border-radius: .3rem; margin: .4rem 0; }
.sign { display: none; }
.text { font: 1.05rem/1.65 "Iowan Old Style", "Palatino Linotype", Palatino, Georgia, "Noto Serif", "Liberation Serif",
  "DejaVu Serif", serif; }
.paragraph { display: grid; grid-template-columns: minmax(0, 1fr); gap: .25rem 2rem; margin: 0 0 1rem; }
.paragraph > p { margin: 0; }
.cited { background: var(--cited); border-bottom: 1px solid var(--cited-line); }
.background { border-bottom: 1px dotted var(--aside-line); }
.untouched { background: var(--untouched); outline: 2px solid var(--danger); }
.text sup, .legend sup { font: .68rem system-ui, sans-serif; line-height: 0; }
.text sup a { text-decoration: none; padding: 0 .12em; }
.here { scroll-margin-top: 4rem; border-radius: 0; }
.here:target { box-shadow: none; background: none; }
.here:target::before { content: "\\25B6\\00A0"; color: var(--danger); font-family: system-ui, sans-serif; }
.notes { list-style: none; padding: 0; margin: 0; font: .82rem/1.45 system-ui, -apple-system, "Segoe UI", "Noto Sans",
  "Liberation Sans", sans-serif; color: var(--soft); }
.notes li { margin: 0 0 .3rem; overflow-wrap: anywhere; }
.finder { margin: 1rem 0; }
.finder input { font: inherit; width: min(34rem, 100%); padding: .5rem .7rem; border: 1px solid var(--soft);
  border-radius: .3rem;
  background: var(--card); color: inherit; }
.found li { margin: .5rem 0; }
.found p { margin: .1rem 0; color: var(--soft); font-size: .9rem; max-width: 60rem; }
.attention { list-style: none; padding: 0; max-width: 64rem; }
.attention > li { border-left: 4px solid currentColor; padding: .15rem 0 .15rem .9rem; margin: .7rem 0; }
.attention p { margin: 0; } .attention .places { color: var(--soft); font-size: .88rem; overflow-wrap: anywhere; }
.words dt { color: inherit; font-weight: 650; } .words { font-size: .92rem; }
@media screen and (min-width: 66rem) {
  .said { float: left; clear: left; width: calc(100% - 28.5rem); }
  .beside { float: right; clear: right; width: 27rem; }
  .own { clear: right; }
  .rows li::after { clear: left; }
  .rule .rows::after { clear: left; } .rule h4 { clear: left; }
  .rule h4:has(+ .rows > .own:first-child) { clear: both; }
  .rule table, .rule .sign { clear: both; }
  .paragraph { grid-template-columns: minmax(0, 1fr) 19rem; }
}
@media (min-width: 84rem) {
  .with-local { grid-template-columns: 14rem minmax(0, 1fr); }
  .local { position: sticky; top: 1rem; align-self: start; max-height: calc(100vh - 2rem); overflow-y: auto; }
}
"""

_SMALL: Final = """
@media screen and (max-width: 40rem) {
  .page, .site nav, footer div { padding-left: 1rem; padding-right: 1rem; }
  h1 { font-size: 1.5rem; }
  .rule { padding: 1rem; }
  dl { grid-template-columns: minmax(0, 1fr); gap: 0; } dd { margin: 0 0 .5rem; }
  table, tbody, tr, th, td { display: block; width: auto; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tbody tr { border-bottom: 1px solid var(--line); padding: .5rem 0; }
  th, td, td.number { border: 0; padding: .08rem 0; text-align: left; white-space: normal; }
  td[data-label]::before { content: attr(data-label) ": "; color: var(--soft); }
  td:empty { display: none; } td.date { white-space: normal; }
}
"""

_PAPER: Final = """
@page { size: A4; margin: 16mm 15mm 17mm; @bottom-right { content: counter(page) " / " counter(pages);
  font: 8.5pt sans-serif;
  color: #555c66; } }
@media print {
  :root { color-scheme: light; --paper: #fff; --card: #fff; --passage: #f7f4ec; }
  html { font-size: 9.5pt; } body { line-height: 1.4; }
  .site, .skip, .local, .letters, .finder { display: none; }
  .page { max-width: none; padding: 0; } .with-local { display: block; }
  h1 { font-size: 18pt; } h2 { font-size: 13pt; margin-top: 1.5rem; } h3 { font-size: 11.5pt; }
  h4 { font-size: 9.5pt; }
  h1, h2, h3, h4, caption { break-after: avoid; }
  .rule { border: 0; border-top: 1.5pt solid var(--ink); border-radius: 0; padding: .6rem 0 0; }
  .rule + .rule { break-before: page; }
  .pair { display: grid; grid-template-columns: minmax(0, 1fr) 8.2cm; column-gap: .5cm; break-inside: avoid; }
  .ending { break-inside: avoid; } .sign { break-before: avoid; }
  .paragraph { grid-template-columns: minmax(0, 1fr) 32%; }
  p, li { orphans: 3; widows: 3; } tr, .passage, .time, .said { break-inside: avoid; }
  thead { display: table-header-group; } table { font-size: 8.5pt; } .beside, .notes { font-size: 8.5pt; }
  .passage blockquote { font-size: 9pt; } .text { font-size: 10pt; line-height: 1.5; }
  a { color: inherit; text-decoration: none; } a.outside::after { content: " <" attr(href) ">"; font-size: .85em; }
  .passage, .cited, .untouched, .chips li, .private { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .sign { display: flex; gap: 2rem; margin-top: 1.25rem; break-inside: avoid; color: var(--soft); font-size: 8.5pt; }
  .sign small { font-size: 1em; }
  .sign span { flex: 1; border-bottom: .5pt solid var(--soft); padding-bottom: 1.4rem; }
  :target { background: none; box-shadow: none; }
}
"""

STYLE: Final = _COLOURS + _TEXT + _RULE + _SMALL + _PAPER
