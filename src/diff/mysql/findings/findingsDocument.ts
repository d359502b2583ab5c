import type { FindingRule } from './findingRule.ts';
import { allRules } from './rules.ts';
import { english, phrase } from '../../../schema/phrase.ts';
import type { Saying } from '../../../schema/phrase.ts';

/** The text of docs/findings.md, made of the rules. */
export function findingsDocument(): string {
  const groups = [
    ['SS1', 'Data and meaning'],
    ['SS2', 'Operation'],
    ['SS3', 'Notices'],
  ] as const;
  const sections = groups.map(([prefix, title]) => {
    const rules = allRules.filter((rule) => rule.code.startsWith(prefix));
    return `## ${title}\n\n${rules.map((rule) => section(rule)).join('\n')}`;
  });
  return `${INTRODUCTION}\n${list()}\n${sections.join('\n')}`;
}

/** What people are told about one code, as a document of its own; null when there is no such finding. */
export function findingSection(code: string, say: Saying = english): string | null {
  const rule = allRules.find((one) => one.code === code);
  return rule === undefined ? null : section(rule, say).replace(/^#+/, '#');
}

const INTRODUCTION = `# Findings

What a statement of a plan risks, by code. The codes are stable. This page is made of the rules in
\`src/diff/mysql/findings\` by \`npx node scripts/findings.ts\`.

- **info**: good to know.
- **caution**: costs something, such as time or locks, but loses nothing.
- **unsafe**: may lose data, or fail on existing rows. It does not run unless it was individually allowed. Statements run
  in strict mode: one that fails changes nothing.
- **refused**: does not run unless this very table was confirmed by name.
`;

function list(): string {
  const items = allRules.map(
    (rule) =>
      `- [${rule.code}](#${rule.code.toLowerCase()}) ${english(rule.title)} (${rule.levels.join(', ')})`,
  );
  return [...items, ''].join('\n');
}

function section(rule: FindingRule, say: Saying = english): string {
  return [
    `### ${rule.code}`,
    '',
    say(phrase`It ${rule.title} (${rule.levels.join(', ')}).`),
    '',
    say(rule.why),
    '',
    `_${say(rule.remedy)}_`,
    '',
  ].join('\n');
}
