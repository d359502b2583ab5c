/** How the report page looks. Colours only repeat what the words say. */
export const reportStyle = `
:root {
  color-scheme: light dark;
  --text: light-dark(#1f2328, #d6d9de);
  --quiet: light-dark(#57606a, #9aa2ac);
  --line: light-dark(#d0d7de, #3a3f47);
  --ground: light-dark(#ffffff, #1b1d21);
  --raised: light-dark(#f6f8fa, #24272c);
  --good: light-dark(#116329, #6fcf8a);
  --warn: light-dark(#7d4e00, #e3b341);
  --bad: light-dark(#a40e26, #ff8f8a);
}
body { margin: 0; background: var(--ground); color: var(--text); font: 14px/1.5 system-ui, sans-serif; }
main { max-width: 72rem; margin: 0 auto; padding: 2rem 1.5rem 4rem; }
h1 { margin: 0 0 1rem; font-size: 1.5rem; overflow-wrap: anywhere; }
h2 { margin: 0 0 .5rem; font-size: 1.05rem; overflow-wrap: anywhere; }
section { margin-top: 1.5rem; padding-top: 1.25rem; border-top: 1px solid var(--line); }
pre, code { font: 12.5px/1.5 ui-monospace, Menlo, Consolas, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
pre { margin: .75rem 0 .25rem; padding: .6rem .8rem; background: var(--raised); border: 1px solid var(--line); border-radius: 4px; }
table { width: 100%; margin: .5rem 0; border-collapse: collapse; }
th, td { padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: normal; overflow-wrap: anywhere; }
thead th { color: var(--quiet); font-size: .85rem; }
tbody th { font-weight: 600; }
td:first-child { white-space: nowrap; }
ul { margin: .5rem 0; padding: 0; list-style: none; }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(16rem, 1fr)); gap: .6rem 1.5rem; margin: 0 0 1.5rem; }
.facts dt { color: var(--quiet); font-size: .85rem; }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.summary { display: flex; flex-wrap: wrap; gap: .5rem 1.75rem; }
.summary b { font-size: 1.3rem; }
.badge { display: inline-block; padding: 0 .5em; border: 1px solid currentcolor; border-radius: 1em; font-size: .75rem; font-weight: 600; color: var(--quiet); }
.names { columns: 3 16rem; color: var(--quiet); overflow-wrap: anywhere; }
.note, .undo { color: var(--quiet); }
p.undo { margin: .4rem 0 0; font-size: .85rem; }
.added td:first-child, .badge.succeeded, .create .badge { color: var(--good); }
.changed td:first-child, .moved td:first-child, .caution b, .badge.skipped, .update > h2 .badge { color: var(--warn); }
.removed td:first-child, .unsafe, .refused b, .unsafe b, p.failed, .badge.failed, .failed > h2 .badge, .unsupported > h2 .badge { color: var(--bad); }
.findings li.unsafe { color: inherit; }
.findings li.unsafe b { color: var(--bad); }
@media print {
  :root { color-scheme: light; }
  main { max-width: none; padding: 0; }
  h2, thead { break-after: avoid; }
  tr, pre { break-inside: avoid; }
}
`;
