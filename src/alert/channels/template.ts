/** The user's own texts: `{{level}} {{message}}`. Nothing is evaluated; a name that is not known is refused. */
import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
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

/** In a body, beside those of the first alert; `…_json` are JSON already and stand without quotes (oms.md §3). */
const messageNames = ['deliveryId', 'summary', 'total', 'alerts_json'] as const;

const placeholder = /\{\{\s*(\w+)\s*\}\}/g;

/** Throws ShadowSyncError 'usage' that names what is wrong, so that it is found when it is saved and not at night. */
export function checkTemplates(template: string | null, bodyTemplate: string | null): void {
  for (const name of namesIn(template ?? '')) {
    if (!alertNames.some((known) => known === name)) throw unknownName(name, alertNames);
  }
  if (bodyTemplate === null) return;
  const all = [...alertNames, ...messageNames];
  for (const name of namesIn(bodyTemplate)) {
    if (!all.some((known) => known === name)) throw unknownName(name, all);
  }
  const tried = bodyTemplate.replace(placeholder, (_, name: string) => (name.endsWith('_json') ? '[]' : 'x'));
  try {
    JSON.parse(tried);
  } catch {
    throw new ShadowSyncError('usage', phrase`The template of the body is no JSON.`, {
      remedy: phrase`Put texts in quotes; placeholders that end in _json stand without.`,
    });
  }
}

function namesIn(text: string): readonly string[] {
  return [...text.matchAll(placeholder)].map(([, name = '']) => name);
}

function unknownName(name: string, known: readonly string[]): ShadowSyncError {
  return new ShadowSyncError('usage', phrase`There is no placeholder ${name.slice(0, 40)}.`, {
    remedy: phrase`These are known: ${known.join(', ')}.`,
  });
}

/** One alert as a text; what is filled in goes through `escape`, what the user wrote does not. */
export function filledText(template: string, alert: ToldAlert, escape: (text: string) => string): string {
  const values = valuesOf(alert);
  return template.replace(placeholder, (_, name: string) => escape(values.get(name) ?? ''));
}

/** A body of JSON: what is filled in can't end the string that it stands in. */
export function filledBody(template: string, content: MessageContent): string {
  const [first] = content.alerts;
  const values = new Map(first === undefined ? [] : valuesOf(first));
  values.set('deliveryId', content.id);
  values.set('summary', content.title);
  values.set('total', String(content.alerts.length + content.left));
  return template.replace(placeholder, (_, name: string) =>
    name === 'alerts_json'
      ? JSON.stringify(content.alerts)
      : JSON.stringify(values.get(name) ?? '').slice(1, -1),
  );
}

function valuesOf(alert: ToldAlert): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(alert).map(([name, value]) => [name, value === null ? '' : String(value)] as const),
  );
}
