import { html } from 'lit';
import type { TemplateResult } from 'lit';

/** The code points of @vscode/codicons that the panels use. Its style sheet can't reach into shadow roots, its font can. */
const codePoints = {
  add: 0xea60,
  'arrow-right': 0xea9c,
  check: 0xeab2,
  'chevron-down': 0xeab4,
  'chevron-right': 0xeab6,
  'circle-outline': 0xeabc,
  'circle-slash': 0xeabd,
  close: 0xea76,
  copy: 0xebcc,
  'debug-step-over': 0xead6,
  'diff-added': 0xeadc,
  'diff-modified': 0xeade,
  'diff-multiple': 0xec23,
  'diff-removed': 0xeadf,
  'diff-renamed': 0xeae0,
  discard: 0xeae2,
  error: 0xea87,
  export: 0xebac,
  'file-code': 0xeae9,
  'folder-opened': 0xeaf7,
  'git-compare': 0xeafd,
  info: 0xea74,
  key: 0xeb11,
  link: 0xeb15,
  loading: 0xeb19,
  pass: 0xeba4,
  play: 0xeb2c,
  plug: 0xeb2d,
  question: 0xeb32,
  refresh: 0xeb37,
  remove: 0xeb3b,
  search: 0xea6d,
  server: 0xeb50,
  settings: 0xeb52,
  shield: 0xeb53,
  warning: 0xea6c,
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
