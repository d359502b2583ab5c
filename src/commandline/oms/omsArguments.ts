/** The words of `oms` → a typed command. Contract: docs/oms.md. Throws ShadowSyncError 'usage'. */
import { parseArgs } from 'node:util';
import { migrationActions } from '../../alert/oms/taskActions.ts';
import type { MigrationAction } from '../../alert/oms/taskActions.ts';
import { environments } from '../../connection/connection.ts';
import type { Environment } from '../../connection/connection.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { optionProblem } from '../optionProblem.ts';

/** A server as its address and options say. */
export interface OmsAddress {
  readonly url: string;
  /** Null: the one in the URL. */
  readonly user: string | null;
  readonly tlsCa: string | null;
  readonly tlsFingerprint: string | null;
  /** True: the name in the certificate is not looked at. */
  readonly anyName: boolean;
}

/** How to reach the server. */
export type OmsAccess = { readonly passwordFromStdin: boolean } & (
  | ({ readonly kind: 'address' } & OmsAddress)
  /** One that is kept in a store, by its id or its name. */
  | { readonly kind: 'kept'; readonly store: string; readonly server: string }
);

/** About tasks of one server. */
export type OmsTaskCommand = { readonly access: OmsAccess; readonly json: boolean } & (
  | { readonly kind: 'test' }
  | { readonly kind: 'tasks'; readonly search: string | null; readonly type: 'MIGRATION' | 'SYNC' | null }
  | { readonly kind: 'show'; readonly id: string }
  | { readonly kind: 'act'; readonly action: MigrationAction; readonly id: string; readonly yes: boolean }
);

/** About the servers that a store keeps. */
export type OmsStoreCommand = { readonly store: string; readonly json: boolean } & (
  | {
      readonly kind: 'add';
      readonly address: OmsAddress;
      /** Null: named after its host. */
      readonly name: string | null;
      readonly environment: Environment;
    }
  | { readonly kind: 'list' }
  | { readonly kind: 'remove'; readonly ids: readonly string[] }
);

export type OmsCommand = OmsTaskCommand | OmsStoreCommand;

const options = {
  url: { type: 'string' },
  user: { type: 'string' },
  'password-stdin': { type: 'boolean' },
  'tls-ca': { type: 'string' },
  'tls-fingerprint': { type: 'string' },
  'tls-any-name': { type: 'boolean' },
  json: { type: 'boolean' },
  search: { type: 'string' },
  type: { type: 'string' },
  yes: { type: 'boolean' },
  store: { type: 'string' },
  server: { type: 'string' },
  name: { type: 'string' },
  environment: { type: 'string' },
} as const;

type OptionName = keyof typeof options;

const addressNames = ['url', 'user', 'tls-ca', 'tls-fingerprint', 'tls-any-name'] as const;
const accessNames = [...addressNames, 'password-stdin', 'store', 'server'] as const;

/** What goes with each verb, beside `--json`. */
const ownNames: ReadonlyMap<string, readonly OptionName[]> = new Map<string, readonly OptionName[]>([
  ['tasks', [...accessNames, 'search', 'type']],
  ['show', accessNames],
  ['test', accessNames],
  ...migrationActions.map((action) => [action, [...accessNames, 'yes']] as const),
  ['add', [...addressNames, 'store', 'name', 'environment']],
  ['list', ['store']],
  ['remove', ['store']],
]);

/** @param words from `oms` on */
export function parseOmsArguments(words: readonly string[]): OmsCommand {
  const { values, positionals } = parsed(words.slice(1));
  const [verb = '', ...ids] = positionals;
  const own = ownNames.get(verb);
  if (own === undefined) {
    throw usage('oms does not say what is to be done', `One of: ${[...ownNames.keys()].join(', ')}.`);
  }
  const known: readonly string[] = [...own, 'json'];
  const foreign = Object.keys(values).find((name) => !known.includes(name));
  if (foreign !== undefined) throw usage(`--${foreign} does not go with oms ${verb}`, tryHelp);
  if (verb === 'add' || verb === 'list' || verb === 'remove') return storeCommand(verb, ids, values);
  return taskCommand(verb, ids, values);
}

function taskCommand(verb: string, ids: readonly string[], values: Values): OmsTaskCommand {
  const base = { access: accessOf(values), json: values.json === true };
  const action = migrationActions.find((one) => one === verb);
  if (action !== undefined) {
    return { ...base, kind: 'act', action, id: one(ids), yes: values.yes === true };
  }
  if (verb === 'show') return { ...base, kind: 'show', id: one(ids) };
  none(ids);
  if (verb === 'test') return { ...base, kind: 'test' };
  return { ...base, kind: 'tasks', search: values.search ?? null, type: typeOf(values.type) };
}

function storeCommand(
  verb: 'add' | 'list' | 'remove',
  ids: readonly string[],
  values: Values,
): OmsStoreCommand {
  const { store = '' } = values;
  if (store === '') throw usage('--store is missing', 'Say where the servers are kept: --store DIR');
  const base = { store, json: values.json === true };
  if (verb === 'remove') {
    if (ids.length === 0) throw usage('no server is named', 'Give the ids that oms list shows.');
    return { ...base, kind: 'remove', ids };
  }
  none(ids);
  if (verb === 'list') return { ...base, kind: 'list' };
  const environment = environmentOf(values.environment);
  return { ...base, kind: 'add', address: addressOf(values), name: values.name ?? null, environment };
}

function accessOf(values: Values): OmsAccess {
  const passwordFromStdin = values['password-stdin'] === true;
  const { store, server } = values;
  if (store === undefined && server === undefined) {
    return { kind: 'address', passwordFromStdin, ...addressOf(values) };
  }
  if (store === undefined || store === '' || server === undefined || server === '') {
    throw usage('--store and --server go together', 'Say which kept server: --store DIR --server ID');
  }
  const both = addressNames.find((name) => name in values);
  if (both !== undefined) {
    throw usage(`--${both} does not go with --server`, 'A kept server says itself how it is reached.');
  }
  return { kind: 'kept', passwordFromStdin, store, server };
}

function addressOf(values: Values): OmsAddress {
  const { url = '' } = values;
  if (url === '') {
    throw usage('--url is missing', 'Say which server: --url https://oms.example:8089 --user NAME');
  }
  return {
    url,
    user: values.user ?? null,
    tlsCa: values['tls-ca'] ?? null,
    tlsFingerprint: values['tls-fingerprint'] ?? null,
    anyName: values['tls-any-name'] === true,
  };
}

const tryHelp = 'Try: shadow-sync oms --help';

type Parsed = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>;
type Values = Parsed['values'];

function parsed(words: readonly string[]): Parsed {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch {
    throw usage(optionProblem(words, options), tryHelp);
  }
}

function none(ids: readonly string[]): void {
  if (ids.length > 0) throw usage('nothing is to be named here', tryHelp);
}

function one(ids: readonly string[]): string {
  const [id = '', ...more] = ids;
  if (id === '') throw usage('no task is named', 'Give the id that oms tasks shows.');
  if (more.length > 0) throw usage('more than one task is named', 'Give one id.');
  return id;
}

function typeOf(text: string | undefined): 'MIGRATION' | 'SYNC' | null {
  switch (text) {
    case undefined:
      return null;
    case 'migration':
      return 'MIGRATION';
    case 'sync':
      return 'SYNC';
    default:
      throw usage('--type can’t be like that', 'It is one of: migration, sync');
  }
}

function environmentOf(text = 'development'): Environment {
  const found = environments.find((each) => each === text);
  if (found !== undefined) return found;
  throw usage('--environment can’t be like that', `It is one of: ${environments.join(', ')}`);
}

function usage(message: string, remedy: string): ShadowSyncError {
  return new ShadowSyncError('usage', message, { remedy });
}
