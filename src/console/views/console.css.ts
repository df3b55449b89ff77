/** The whole style sheet: system fonts and colours for light and dark, nothing from outside. */
export const CONSOLE_CSS = `
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --soft: #f3f5f7; --line: #c9d1d9; --link: #0550ae;
  --good: #116329; --bad: #a40e26; --open: #6f4400; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #0d1117; --soft: #161b22; --line: #3d444d;
  --link: #79c0ff; --good: #7ee787; --bad: #ff9c8f; --open: #e3b341; } }
* { box-sizing: border-box; }
body { margin: 0; font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
header { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; padding: .6rem 1rem; background: var(--soft);
  border-bottom: 1px solid var(--line); }
header form:last-child { margin-left: auto; }
nav ul { display: flex; flex-wrap: wrap; gap: .2rem 1rem; margin: 0; padding: .5rem 1rem; list-style: none;
  border-bottom: 1px solid var(--line); }
nav a[aria-current] { font-weight: 700; text-decoration: none; color: inherit; }
main { padding: 0 1rem 3rem; }
h1 { font-size: 1.5rem; margin: 1rem 0 .5rem; } h2 { font-size: 1.15rem; margin: 1.5rem 0 .5rem; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -999px; } .skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .3rem; }
button, input, select, textarea { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line);
  border-radius: 4px; padding: .2rem .6rem; min-height: 2rem; }
button { background: var(--soft); cursor: pointer; }
time { white-space: nowrap; }
.settings label, .settings textarea { display: block; margin: .3rem 0; }
.settings textarea { width: 100%; max-width: 52rem; font-family: ui-monospace, monospace; }
form.action { display: inline-block; margin: .2rem .5rem .2rem 0; }
.filter { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: end; margin: .5rem 0 1rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .3rem 0 1rem; }
caption { text-align: left; font-weight: 700; padding: .3rem 0; }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
th { white-space: nowrap; background: var(--soft); } .number { text-align: right; font-variant-numeric: tabular-nums; }
.badge { border: 1px solid currentcolor; border-radius: 4px; padding: 0 .35rem; font-size: .85rem; font-weight: 600; }
.good { color: var(--good); } .bad { color: var(--bad); } .open { color: var(--open); }
.notice { border-left: 4px solid var(--link); background: var(--soft); padding: .5rem .8rem; }
.alarm { border-left: 4px solid var(--bad); background: var(--soft); padding: .5rem .8rem; }
.none { opacity: .8; } .facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr)); gap: .5rem 1rem; }
.facts dt { font-size: .85rem; opacity: .85; } .facts dd { margin: 0; font-weight: 600; overflow-wrap: anywhere; }
pre { background: var(--soft); padding: .6rem; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
figure { margin: 1rem 0; } svg.chart { width: 100%; max-width: 52rem; height: auto; }
.chart .bar { fill: var(--link); } .chart .usual { fill: none; stroke: var(--open); stroke-width: 2; }
.chart text { fill: var(--ink); font-size: 11px; } .chart .axis { stroke: var(--line); }
.sign-in { max-width: 22rem; margin: 4rem auto; } .sign-in label { display: block; margin-top: 1rem; }
.sign-in input { width: 100%; } .button { display: inline-block; padding: .4rem .8rem; border: 1px solid var(--line);
  border-radius: 4px; background: var(--soft); } .sign-in button { margin-top: 1.2rem; }
`;

export const ICON_SVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="M1 12V7a7 5 0 0 1 14 0v5h-3V8a4 3 0 0 0-8 0v4z" fill="#0550ae"/></svg>`;
