/** The command line's words → a typed command. Contract: docs/command-line.md. Throws ShadowSyncError 'usage'. */
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { CompareOptions } from '../diff/compareOptions.ts';
import { defaultCompareOptions } from '../diff/compareOptions.ts';
import type { NamingRule } from '../shadow/namingRule.ts';
import type { Range } from '../shadow/range.ts';
import { shownWord } from './shownWord.ts';

export type CommandName = 'analyze' | 'script' | 'sync';

export type TlsMode = 'off' | 'required' | 'verify-ca' | 'verify-identity';

export interface WorkCommand {
  readonly kind: CommandName;
  readonly url: string;
  readonly passwordFromStdin: boolean;
  /** null: decided by the host (verify-identity off loopback). */
  readonly tls: TlsMode | null;
  readonly tlsCa: string | null;
  readonly tlsCert: string | null;
  readonly tlsKey: string | null;
  readonly rule: NamingRule;
  readonly range: Range;
  readonly options: CompareOptions;
  /** Shadow tables whose name clash (SS116) the user confirmed, as patterns. */
  readonly adopt: readonly string[];
  readonly json: boolean;
  readonly undo: boolean;
  readonly yes: boolean;
  readonly allowUnsafe: boolean;
  readonly onError: 'abort' | 'continue';
  readonly parallel: number;
}

export type Command =
  { readonly kind: 'help'; readonly about: CommandName | null } | { readonly kind: 'version' } | WorkCommand;

type FlagKind = 'switch' | 'value' | 'list';
interface Flag {
  readonly kind: FlagKind;
  readonly on: readonly CommandName[];
}

const everywhere: readonly CommandName[] = ['analyze', 'script', 'sync'];

const flags: ReadonlyMap<string, Flag> = new Map<string, Flag>([
  ['--url', { kind: 'value', on: everywhere }],
  ['--password-stdin', { kind: 'switch', on: everywhere }],
  ['--tls', { kind: 'value', on: everywhere }],
  ['--tls-ca', { kind: 'value', on: everywhere }],
  ['--tls-cert', { kind: 'value', on: everywhere }],
  ['--tls-key', { kind: 'value', on: everywhere }],
  ['--prefix', { kind: 'value', on: everywhere }],
  ['--suffix', { kind: 'value', on: everywhere }],
  ['--shadow-database', { kind: 'value', on: everywhere }],
  ['--tables', { kind: 'list', on: everywhere }],
  ['--exclude', { kind: 'list', on: everywhere }],
  ['--adopt', { kind: 'list', on: everywhere }],
  ['--foreign-keys', { kind: 'value', on: everywhere }],
  ['--column-order', { kind: 'value', on: everywhere }],
  ['--comments', { kind: 'value', on: everywhere }],
  ['--storage', { kind: 'value', on: everywhere }],
  ['--partitions', { kind: 'value', on: everywhere }],
  ['--json', { kind: 'switch', on: everywhere }],
  ['--undo', { kind: 'switch', on: ['script'] }],
  ['--yes', { kind: 'switch', on: ['sync'] }],
  ['--allow-unsafe', { kind: 'switch', on: ['sync'] }],
  ['--on-error', { kind: 'value', on: ['sync'] }],
  ['--parallel', { kind: 'value', on: ['sync'] }],
]);

/** @param argv the words after the program's name */
export function parseArguments(argv: readonly string[]): Command {
  const [first, ...rest] = argv;
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    return { kind: 'help', about: isCommandName(rest[0]) ? rest[0] : null };
  }
  if (first === '--version' || first === '-V') return { kind: 'version' };
  if (!isCommandName(first)) {
    throw usage(
      `there is no command ${shownWord(first)}`,
      'The command comes first: analyze, script, sync, task, run, alert and oms; try: shadow-sync --help',
    );
  }
  if (rest.includes('--help') || rest.includes('-h')) return { kind: 'help', about: first };
  const given = collect(first, rest);
  return build(first, given);
}

type Given = ReadonlyMap<string, readonly string[]>;

function collect(command: CommandName, words: readonly string[]): Given {
  const given = new Map<string, string[]>();
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (!word.startsWith('--')) throw unexpected(word, words[i - 1]);
    const equals = word.indexOf('=');
    const name = equals < 0 ? word : word.slice(0, equals);
    const inline = equals < 0 ? null : word.slice(equals + 1);
    const flag = flags.get(name);
    if (flag === undefined) throw usage(`there is no option ${shownWord(name)}`, didYouMean(name));
    if (!flag.on.includes(command)) {
      throw usage(`${name} does not go with ${command}`, `It belongs to: ${flag.on.join(', ')}`);
    }
    const earlier = given.get(name);
    if (earlier !== undefined && flag.kind !== 'list') throw usage(`${name} is given twice`, 'Give it once.');
    const values = earlier ?? [];
    given.set(name, values);
    i += take(name, flag, inline, words.slice(i + 1), values);
  }
  return given;
}

/** Puts an option's values into `into`; returns how many further words it used. */
function take(
  name: string,
  flag: Flag,
  inline: string | null,
  next: readonly string[],
  into: string[],
): number {
  if (flag.kind === 'switch') {
    if (inline !== null) throw usage(`${name} takes no value`, `Write just ${name}.`);
    return 0;
  }
  if (inline !== null) {
    into.push(flag.kind === 'list' ? pattern(name, inline) : inline);
    return 0;
  }
  if (flag.kind === 'value') {
    const value = next[0];
    // A value may begin with dashes only in the --option=value form, so that a forgotten value is noticed.
    if (value === undefined || value.startsWith('--')) {
      throw usage(`${name} needs a value`, `Write ${name} VALUE or ${name}=VALUE.`);
    }
    into.push(value);
    return 1;
  }
  let used = 0;
  for (const value of next) {
    if (value.startsWith('--')) break;
    into.push(pattern(name, value));
    used++;
  }
  if (used === 0) throw usage(`${name} needs at least one value`, `Write ${name} PATTERN …`);
  return used;
}

/** A script makes an empty word of a variable that is not set. */
function pattern(name: string, value: string): string {
  if (value === '') throw usage(`a pattern of ${name} is empty`, `Write ${name} PATTERN …, or leave it out.`);
  return value;
}

function unexpected(word: string, before: string | undefined): ShadowSyncError {
  if (before === '--password-stdin') {
    return usage('unexpected word after --password-stdin', 'Give the password on standard input.');
  }
  if (word.startsWith('-')) return usage(`there is no option ${shownWord(word)}`, 'Try: shadow-sync --help');
  return usage(`unexpected word ${shownWord(word)}`, 'Name tables with --tables NAME …');
}

function build(kind: CommandName, given: Given): WorkCommand {
  const one = (name: string): string | null => given.get(name)?.[0] ?? null;
  const many = (name: string): readonly string[] => given.get(name) ?? [];
  const has = (name: string): boolean => given.has(name);
  const url = one('--url');
  if (url === null || url === '') {
    throw usage('--url is missing', 'Say which server and database: --url mysql://user@127.0.0.1:3306/shop');
  }
  return {
    kind,
    url,
    passwordFromStdin: has('--password-stdin'),
    tls: has('--tls')
      ? choice('--tls', one('--tls'), ['off', 'required', 'verify-ca', 'verify-identity'])
      : null,
    tlsCa: one('--tls-ca'),
    tlsCert: one('--tls-cert'),
    tlsKey: one('--tls-key'),
    rule: namingRule(one('--prefix'), one('--suffix'), one('--shadow-database')),
    range: { include: many('--tables'), exclude: many('--exclude') },
    options: compareOptions(one),
    adopt: many('--adopt'),
    json: has('--json'),
    undo: has('--undo'),
    yes: has('--yes'),
    allowUnsafe: has('--allow-unsafe'),
    onError: choice('--on-error', one('--on-error') ?? 'abort', ['abort', 'continue']),
    parallel: wholeNumber('--parallel', one('--parallel') ?? '1', 1, 8),
  };
}

function namingRule(prefix: string | null, suffix: string | null, shadowDatabase: string | null): NamingRule {
  if (prefix !== null && suffix !== null) {
    throw usage('--prefix and --suffix exclude each other', 'Give one of them.');
  }
  if (prefix === '' || suffix === '' || shadowDatabase === '') {
    throw usage('an empty naming rule', 'Leave the option out instead of giving it an empty value.');
  }
  if (prefix === null && suffix === null && shadowDatabase === null) {
    throw usage(
      'a naming rule is missing',
      'Say how shadows are called: --prefix __test_ or --suffix _t, or where they live: --shadow-database shop_shadow',
    );
  }
  return { prefix: prefix ?? '', suffix: suffix ?? '', shadowDatabase };
}

function compareOptions(one: (name: string) => string | null): CompareOptions {
  const d = defaultCompareOptions;
  return {
    foreignKeys: choice('--foreign-keys', one('--foreign-keys') ?? d.foreignKeys, ['map', 'keep', 'omit']),
    columnOrder: choice('--column-order', one('--column-order') ?? d.columnOrder, ['strict', 'lax']),
    comments: choice('--comments', one('--comments') ?? d.comments, ['strict', 'ignored']),
    storage: choice('--storage', one('--storage') ?? d.storage, ['strict', 'ignored']),
    partitions: choice('--partitions', one('--partitions') ?? d.partitions, ['strict', 'lax']),
  };
}

function choice<const C extends string>(name: string, value: string | null, choices: readonly C[]): C {
  const found = choices.find((c) => c === value);
  if (found === undefined)
    throw usage(`${name} can't be ${shownWord(value ?? '')}`, `It is one of: ${choices.join(', ')}`);
  return found;
}

function wholeNumber(name: string, value: string, least: number, most: number): number {
  const n = /^\d{1,4}$/.test(value) ? Number(value) : Number.NaN;
  if (!(n >= least && n <= most))
    throw usage(`${name} can't be ${shownWord(value)}`, `It is a whole number from ${least} to ${most}.`);
  return n;
}

function isCommandName(word: string | undefined): word is CommandName {
  return word === 'analyze' || word === 'script' || word === 'sync';
}

function didYouMean(name: string): string {
  const near = [...flags.keys()].find((f) => f.startsWith(name.slice(0, 5)));
  return near === undefined
    ? 'Try: shadow-sync --help'
    : `Did you mean ${near}? Else try: shadow-sync --help`;
}

function usage(message: string, remedy: string): ShadowSyncError {
  return new ShadowSyncError('usage', message, { remedy });
}
