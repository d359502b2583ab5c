import { html } from 'lit';
import type { TemplateResult } from 'lit';

/** The code points of @vscode/codicons that the panels use. Its style sheet can't reach into shadow roots, its font can. */
const codePoints = {
  add: 0xea60,
  'arrow-circle-right': 0xebfe,
  'arrow-down': 0xea9a,
  'arrow-right': 0xea9c,
  'arrow-up': 0xeaa1,
  beaker: 0xea79,
  'bell-dot': 0xeb9a,
  check: 0xeab2,
  'chevron-down': 0xeab4,
  'chevron-right': 0xeab6,
  'circle-outline': 0xeabc,
  'circle-slash': 0xeabd,
  clock: 0xea82,
  close: 0xea76,
  comment: 0xea6b,
  copy: 0xebcc,
  database: 0xeace,
  'debug-pause': 0xead1,
  'debug-step-over': 0xead6,
  'debug-stop': 0xead7,
  'diff-added': 0xeadc,
  'diff-modified': 0xeade,
  'diff-multiple': 0xec23,
  'diff-removed': 0xeadf,
  'diff-renamed': 0xeae0,
  discard: 0xeae2,
  edit: 0xea73,
  ellipsis: 0xea7c,
  error: 0xea87,
  export: 0xebac,
  'file-code': 0xeae9,
  filter: 0xeaf1,
  'folder-opened': 0xeaf7,
  'git-compare': 0xeafd,
  'go-to-file': 0xea94,
  gripper: 0xeb04,
  history: 0xea82,
  info: 0xea74,
  key: 0xeb11,
  link: 0xeb15,
  loading: 0xeb19,
  output: 0xeb9d,
  pass: 0xeba4,
  person: 0xea67,
  play: 0xeb2c,
  plug: 0xeb2d,
  question: 0xeb32,
  refresh: 0xeb37,
  remove: 0xeb3b,
  save: 0xeb4b,
  search: 0xea6d,
  server: 0xeb50,
  settings: 0xeb52,
  shield: 0xeb53,
  trash: 0xea81,
  warning: 0xea6c,
  watch: 0xeb7c,
} as const;

export type IconName = keyof typeof codePoints;

/** Colours carry no meaning by themselves: an icon of another tone is another icon too. */
export type IconTone = 'error' | 'warning' | 'info' | 'passed' | 'added' | 'removed' | 'changed' | 'plain';

export interface IconLook {
  readonly tone?: IconTone;
  /** What is read out in its place; without it the icon is decoration beside a text that says the same. */
  readonly label?: string;
  readonly slot?: string;
}

/** One codicon; the element around it has to include baseStyles. */
export function icon(name: IconName, { tone = 'plain', label, slot = '' }: IconLook = {}): TemplateResult {
  const character = String.fromCodePoint(codePoints[name]);
  const classes = `icon ${tone} ${name === 'loading' ? 'loading' : ''}`;
  return label === undefined
    ? html`<span class=${classes} slot=${slot} aria-hidden="true">${character}</span>`
    : html`<span class=${classes} slot=${slot} role="img" aria-label=${label} title=${label}
        >${character}</span
      >`;
}
