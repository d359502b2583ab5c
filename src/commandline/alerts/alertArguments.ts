/** The words of `alert` → a typed command. Contract: docs/command-line.md. Throws ShadowSyncError 'usage'. */
import { parseArgs } from 'node:util';
import { alertRanges, defaultAlertFilter } from '../../alert/alertFilter.ts';
import type { AlertFilter } from '../../alert/alertFilter.ts';
import type { ExportFormat } from '../../alert/exportAlerts.ts';
import { alertEvents, alertLevels } from '../../alert/model/alertEvent.ts';
import { channelKinds, defaultChannel } from '../../alert/model/channel.ts';
import type { ChannelDraft } from '../../alert/channelDesk.ts';
import { sendingStatuses } from '../../alert/sendingStatus.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { optionProblem } from '../optionProblem.ts';

interface InStore {
  readonly store: string;
  readonly json: boolean;
  /** Null: the account of this computer. */
  readonly by: string | null;
}

export type AlertCommand = InStore &
  (
    | { readonly kind: 'list'; readonly filter: AlertFilter }
    | { readonly kind: 'export'; readonly filter: AlertFilter; readonly format: ExportFormat }
    | { readonly kind: 'show'; readonly id: string }
    | { readonly kind: 'act'; readonly ids: readonly string[]; readonly action: AskedAction }
    | { readonly kind: 'resend'; readonly ids: readonly string[]; readonly channel: string | null }
    | { readonly kind: 'settings'; readonly file: string | null }
    | { readonly kind: 'channel'; readonly channel: ChannelCommand }
  );

export type AskedAction =
  { readonly kind: 'acknowledge' | 'close' | 'wake' } | { readonly kind: 'snooze'; readonly end: SnoozeEnd };

/** A time, or so long from now. */
export type SnoozeEnd = { readonly at: number } | { readonly afterMs: number };

export type ChannelCommand =
  | { readonly kind: 'list' }
  | {
      readonly kind: 'add';
      readonly draft: ChannelDraft;
      readonly urlFromStdin: boolean;
      readonly confirmsHost: boolean;
    }
  | {
      readonly kind: 'test' | 'enable' | 'disable' | 'remove';
      readonly id: string;
    };

const options = {
  store: { type: 'string' },
  json: { type: 'boolean' },
  by: { type: 'string' },
  range: { type: 'string' },
  event: { type: 'string', multiple: true },
  status: { type: 'string', multiple: true },
  level: { type: 'string', multiple: true },
  source: { type: 'string', multiple: true },
  task: { type: 'string' },
  text: { type: 'string' },
  format: { type: 'string' },
  for: { type: 'string' },
  until: { type: 'string' },
  channel: { type: 'string' },
  file: { type: 'string' },
  name: { type: 'string' },
  kind: { type: 'string' },
  'least-level': { type: 'string' },
  'group-by': { type: 'string' },
  'group-wait': { type: 'string' },
  'per-minute': { type: 'string' },
  'without-resolved': { type: 'boolean' },
  'allow-private': { type: 'boolean' },
  'confirm-host': { type: 'boolean' },
  'url-stdin': { type: 'boolean' },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>['values'];
type OptionName = keyof typeof options;

const filterNames = ['range', 'event', 'status', 'level', 'source', 'task', 'text'] as const;
const channelNames = [
  ...(['name', 'kind', 'least-level', 'group-by', 'group-wait', 'per-minute'] as const),
  ...(['without-resolved', 'allow-private', 'confirm-host', 'url-stdin'] as const),
] as const;

/** What goes with each verb, beside what goes with all. */
const ownNames: Readonly<Record<string, readonly OptionName[]>> = {
  list: filterNames,
  export: [...filterNames, 'format'],
  show: [],
  ack: [],
  close: [],
  wake: [],
  snooze: ['for', 'until'],
  resend: ['channel'],
  settings: ['file'],
  'channel list': [],
  'channel add': channelNames,
  'channel test': [],
  'channel enable': [],
  'channel disable': [],
  'channel remove': [],
};

/** @param words from `alert` on */
export function parseAlertArguments(words: readonly string[]): AlertCommand {
  const { values, positionals } = parsed(words.slice(1));
  const isChannel = positionals[0] === 'channel';
  const verb = positionals.slice(0, isChannel ? 2 : 1).join(' ');
  const ids = positionals.slice(isChannel ? 2 : 1);
  const own = Object.hasOwn(ownNames, verb) ? ownNames[verb] : undefined;
  if (own === undefined) {
    const verbs = Object.keys(ownNames).join(', ');
    throw usage('alert does not say what is to be done', `One of: ${verbs}.`);
  }
  const known: readonly string[] = ['store', 'json', 'by', ...own];
  const foreign = Object.keys(values).find((name) => !known.includes(name));
  if (foreign !== undefined) throw usage(`--${foreign} does not go with alert ${verb}`, tryHelp);
  const { store = '' } = values;
  if (store === '') throw usage('--store is missing', 'Say where the alerts are kept: --store DIR');
  const base = { store, json: values.json === true, by: values.by ?? null };
  return isChannel
    ? { ...base, kind: 'channel', channel: channelCommand(verb, ids, values) }
    : { ...base, ...alertCommand(verb, ids, values) };
}

/** Without what all commands have. */
type Bare<T> = T extends InStore ? Omit<T, keyof InStore> : never;

function alertCommand(verb: string, ids: readonly string[], values: Values): Bare<AlertCommand> {
  switch (verb) {
    case 'list':
      return none(ids, { kind: 'list', filter: filterOf(values) });
    case 'export': {
      const format = choice('--format', values.format ?? 'csv', ['csv', 'json']);
      return none(ids, { kind: 'export', filter: filterOf(values), format });
    }
    case 'settings':
      return none(ids, { kind: 'settings', file: values.file ?? null });
    case 'show':
      return { kind: 'show', id: one(ids, 'alert', 'alert list') };
    case 'ack':
      return { kind: 'act', ids: some(ids), action: { kind: 'acknowledge' } };
    case 'snooze':
      return { kind: 'act', ids: some(ids), action: { kind: 'snooze', end: snoozeEnd(values) } };
    case 'resend':
      return { kind: 'resend', ids: some(ids), channel: values.channel ?? null };
    default:
      return { kind: 'act', ids: some(ids), action: { kind: verb === 'close' ? 'close' : 'wake' } };
  }
}

function channelCommand(verb: string, ids: readonly string[], values: Values): ChannelCommand {
  if (verb === 'channel list') return none(ids, { kind: 'list' });
  if (verb === 'channel add') return none(ids, addedChannel(values));
  const id = one(ids, 'channel', 'alert channel list');
  const kinds = ['test', 'enable', 'disable'] as const;
  const kind = kinds.find((one) => verb === `channel ${one}`) ?? 'remove';
  return { kind, id };
}

function addedChannel(values: Values): ChannelCommand {
  const { name = '' } = values;
  if (name === '') throw usage('--name is missing', 'Say how the channel is called: --name Ops');
  const groups = ['task', 'event', 'all', 'none'] as const;
  return {
    kind: 'add',
    urlFromStdin: values['url-stdin'] === true,
    confirmsHost: values['confirm-host'] === true,
    draft: {
      ...defaultChannel,
      id: null,
      name,
      kind: choice('--kind', values.kind ?? '', channelKinds),
      allowsPrivate: values['allow-private'] === true,
      leastLevel: choice('--least-level', values['least-level'] ?? defaultChannel.leastLevel, alertLevels),
      sendsResolved: values['without-resolved'] !== true,
      groupBy: choice('--group-by', values['group-by'] ?? defaultChannel.groupBy, groups),
      groupWaitSeconds: wholeNumber('group-wait', values, defaultChannel.groupWaitSeconds),
      perMinute: wholeNumber('per-minute', values, defaultChannel.perMinute),
    },
  };
}

function filterOf(values: Values): AlertFilter {
  const sources = ['task', 'oms-task', 'oms-server', 'channel', 'scheduler'] as const;
  return {
    range: choice('--range', values.range ?? defaultAlertFilter.range, alertRanges),
    events: choices('--event', values.event, alertEvents),
    // OMS's own words are taken as well: "Sent again".
    statuses: choices(
      '--status',
      values.status?.map((text) => text.toLowerCase().replaceAll(' ', '-')),
      sendingStatuses,
    ),
    levels: choices('--level', values.level, alertLevels),
    sources: choices('--source', values.source, sources),
    taskId: values.task ?? null,
    text: values.text ?? '',
  };
}

const unitMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

function snoozeEnd({ for: length, until }: Values): SnoozeEnd {
  if ((length === undefined) === (until === undefined)) {
    throw usage('the end of the snooze is missing, or there are two', 'Give --for 2h or --until TIME.');
  }
  if (until !== undefined) {
    const at = /[zZ]$|[+-]\d\d:\d\d$/.test(until) ? Date.parse(until) : Number.NaN;
    if (!Number.isNaN(at)) return { at };
    throw usage('--until is no time with a zone', 'For example: --until 2026-03-01T08:00:00+01:00');
  }
  const [, number = '', unit = ''] = /^([1-9]\d{0,4})([mhd])$/.exec(length ?? '') ?? [];
  const afterMs = Number(number) * (unitMs[unit] ?? 0);
  if (afterMs > 0) return { afterMs };
  throw usage('--for can’t be like that', 'A number of minutes, hours or days: 30m, 2h, 3d.');
}

const tryHelp = 'Try: shadow-sync alert --help';

function parsed(
  words: readonly string[],
): ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>> {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch {
    throw usage(optionProblem(words, options), tryHelp);
  }
}

function none<T>(ids: readonly string[], command: T): T {
  if (ids.length > 0) throw usage('no alert or channel is to be named here', tryHelp);
  return command;
}

function one(ids: readonly string[], what: string, where: string): string {
  const [id = '', ...more] = ids;
  if (id === '') throw usage(`no ${what} is named`, `Give the id that ${where} shows.`);
  if (more.length > 0) throw usage(`more than one ${what} is named`, 'Give one id.');
  return id;
}

function some(ids: readonly string[]): readonly string[] {
  if (ids.length === 0) throw usage('no alert is named', 'Give the ids that alert list shows.');
  return ids;
}

function choice<const C extends string>(name: string, value: string, all: readonly C[]): C {
  const found = all.find((each) => each.toLowerCase() === value.toLowerCase());
  if (found !== undefined) return found;
  const what = value === '' ? `${name} is missing` : `${name} can’t be like that`;
  throw usage(what, `One of: ${all.join(', ')}.`);
}

function choices<const C extends string>(
  name: string,
  values: readonly string[] | undefined,
  all: readonly C[],
): readonly C[] {
  return (values ?? []).map((value) => choice(name, value, all));
}

function wholeNumber(name: 'group-wait' | 'per-minute', values: Values, usual: number): number {
  const text = values[name];
  if (text === undefined) return usual;
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw usage(`--${name} is no whole number`, `For example: --${name} ${String(usual)}`);
}

function usage(message: string, remedy: string): ShadowSyncError {
  return new ShadowSyncError('usage', message, { remedy });
}
