/** The user's own texts: `{{level}} {{message}}`. Nothing is evaluated; a name that is not known is refused. */
import { joined, phrase } from '../../schema/phrase.ts';
import type { Phrase, Said } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { Channel } from '../model/channel.ts';
import { testMark } from './messageContent.ts';
import type { MessageContent, ToldAlert } from './messageContent.ts';

const alertNames = [
  'event',
  'title',
  'level',
  'status',
  'source',
  'message',
  'count',
  'startsAt',
  'endsAt',
  'link',
  'id',
] as const;

/** Of the whole message, beside those of its first alert. */
const titleNames = ['summary', 'total'] as const;

/** `…_json` are JSON already and stand without quotes (oms.md §3). */
const bodyNames = ['deliveryId', ...titleNames, 'alerts_json'] as const;

/** What can be filled in. */
export type PlaceholderName = (typeof alertNames)[number] | (typeof bodyNames)[number];

export type Templates = Pick<Channel, 'titleTemplate' | 'template' | 'bodyTemplate'>;

export type TemplateField = keyof Templates;

/** By field: what may stand in it, and how long it is at most. */
export const templateFields: Readonly<
  Record<TemplateField, { readonly names: readonly PlaceholderName[]; readonly most: number }>
> = {
  titleTemplate: { names: [...alertNames, ...titleNames], most: 200 },
  template: { names: alertNames, most: 4000 },
  bodyTemplate: { names: [...alertNames, ...bodyNames], most: 16_000 },
};

/** Ours, as far as it can be said by placeholders: what a user's own text may begin from. */
export const startingTemplates: Readonly<Record<TemplateField, string>> = {
  titleTemplate: '{{summary}}',
  template: [
    '[{{level}}] {{title}} ({{event}})',
    '{{message}}',
    '{{source}}',
    'since {{startsAt}}',
    'Alert {{id}}: {{link}}',
  ].join('\n'),
  bodyTemplate: '{\n  "id": "{{deliveryId}}",\n  "summary": "{{summary}}",\n  "alerts": {{alerts_json}}\n}',
};

/** Which of them a channel uses: chats have a title and a text, the generic one has a body. */
export function fieldsOf({ kind }: Pick<Channel, 'kind'>): readonly TemplateField[] {
  return kind === 'generic' ? ['bodyTemplate'] : ['titleTemplate', 'template'];
}

/** What users know them as. */
const templateNames: Readonly<Record<TemplateField, Phrase>> = {
  titleTemplate: phrase`title`,
  template: phrase`text of each alert`,
  bodyTemplate: phrase`JSON body`,
};

export interface TemplateProblem {
  readonly field: TemplateField;
  readonly said: Said;
  readonly remedy: Said;
}

const placeholder = /\{\{\s*(\w+)\s*\}\}/g;

/** What is wrong with those that a channel of the kind uses: one thing for each field at most. */
export function templateProblems(
  channel: Pick<Channel, 'kind'>,
  templates: Templates,
): readonly TemplateProblem[] {
  return fieldsOf(channel).flatMap((field) => {
    const template = templates[field];
    return template === null ? [] : (problemOf(field, template) ?? []);
  });
}

/** Throws ShadowSyncError 'usage' that names what is wrong, so that it is found when it is saved and not at night. */
export function checkTemplates(channel: Pick<Channel, 'kind'>, templates: Templates): void {
  const [problem] = templateProblems(channel, templates);
  if (problem !== undefined) throw new ShadowSyncError('usage', problem.said, { remedy: problem.remedy });
}

/**
 * With the default in the place of every template that is wrong: an alert has to arrive. They are checked when they are saved,
 * but another version, or a hand, may have written the store.
 */
export function withRightTemplates(channel: Channel): Channel {
  const wrong = templateProblems(channel, channel).map(({ field }) => [field, null] as const);
  return wrong.length === 0 ? channel : { ...channel, ...Object.fromEntries(wrong) };
}

/** What is wrong with the templates that a channel has kept, each with its place; null when all is right. */
export function wrongTemplates(channel: Channel): Said | null {
  const problems = templateProblems(channel, channel).map(
    ({ field, said, remedy }) =>
      phrase`The ${templateNames[field]} of the channel’s messages is wrong, so the default took its place. ${said} ${remedy}`,
  );
  return problems.length === 0 ? null : joined(problems, ' ');
}

function problemOf(field: TemplateField, template: string): TemplateProblem | null {
  const { names, most } = templateFields[field];
  if (template.length > most) {
    const said = phrase`This is longer than ${most} characters.`;
    return { field, said, remedy: phrase`Make it shorter.` };
  }
  const unknown = namesIn(template).find((name) => !names.some((known) => known === name));
  if (unknown !== undefined) {
    const said = phrase`There is no placeholder ${unknown.slice(0, 40)}.`;
    return { field, said, remedy: phrase`These are known: ${names.join(', ')}.` };
  }
  if (field !== 'bodyTemplate' || isJson(template)) return null;
  const said = phrase`The template of the body is no JSON.`;
  return { field, said, remedy: phrase`Put texts in quotes; placeholders that end in _json stand without.` };
}

/** Tried with what has quotes of its own: in quotes, a list would end them. */
function isJson(template: string): boolean {
  const tried = template.replace(placeholder, (_, name: string) => (name.endsWith('_json') ? '["x"]' : 'x'));
  try {
    JSON.parse(tried);
    return true;
  } catch {
    return false;
  }
}

function namesIn(text: string): readonly string[] {
  return [...text.matchAll(placeholder)].map(([, name = '']) => name);
}

/** One alert as a text; what is filled in goes through `escape`, what the user wrote does not. */
export function filledText(template: string, alert: ToldAlert, escape: (text: string) => string): string {
  return filled(template, valuesOf(alert), escape);
}

/**
 * The message's one line above its alerts. Ours for a message without any, and where nothing is left of the user's: receivers
 * refuse an empty title. A test says that it is one, whatever the user's has.
 */
export function filledTitle(
  template: string | null,
  content: MessageContent,
  escape: (text: string) => string,
): string {
  const own =
    template === null || content.alerts.length === 0 ? '' : filled(template, messageValues(content), escape);
  const title = own.trim() === '' ? escape(content.title) : own;
  const mark = escape(testMark);
  return content.reason === 'test' && !title.includes(mark) ? `${mark} ${title}` : title;
}

/** A body of JSON: what is filled in can't end the string that it stands in. */
export function filledBody(template: string, content: MessageContent): string {
  const values = messageValues(content);
  return template.replace(placeholder, (_, name: string) =>
    name === 'alerts_json'
      ? JSON.stringify(content.alerts)
      : JSON.stringify(values.get(name) ?? '').slice(1, -1),
  );
}

function filled(
  template: string,
  values: ReadonlyMap<string, string>,
  escape: (text: string) => string,
): string {
  return template.replace(placeholder, (_, name: string) => escape(values.get(name) ?? ''));
}

function messageValues(content: MessageContent): ReadonlyMap<string, string> {
  const [first] = content.alerts;
  const values = new Map(first === undefined ? [] : valuesOf(first));
  values.set('deliveryId', content.id);
  values.set('summary', content.title);
  values.set('total', String(content.alerts.length + content.left));
  return values;
}

function valuesOf(alert: ToldAlert): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(alert).map(([name, value]) => [name, value === null ? '' : String(value)] as const),
  );
}
