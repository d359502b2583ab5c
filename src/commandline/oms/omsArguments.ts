/** The words of `oms` → a typed command. Contract: docs/oms.md. Throws ShadowSyncError 'usage'. */
import { parseArgs } from 'node:util';
import { migrationActions } from '../../alert/oms/taskActions.ts';
import type { MigrationAction } from '../../alert/oms/taskActions.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';

/** How to reach the server. */
export interface OmsAccess {
  readonly url: string;
  /** Null: the one in the URL. */
  readonly user: string | null;
  readonly passwordFromStdin: boolean;
  readonly tlsCa: string | null;
  readonly tlsFingerprint: string | null;
  /** True: the name in the certificate is not looked at. */
  readonly anyName: boolean;
  readonly json: boolean;
}

export type OmsCommand = OmsAccess &
  (
    | { readonly kind: 'test' }
    | { readonly kind: 'tasks'; readonly search: string | null; readonly type: 'MIGRATION' | 'SYNC' | null }
    | { readonly kind: 'show'; readonly id: string }
    | { readonly kind: 'act'; readonly action: MigrationAction; readonly id: string; readonly yes: boolean }
  );

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
} as const;

/** @param words from `oms` on */
export function parseOmsArguments(words: readonly string[]): OmsCommand {
  const { values, positionals } = parsed(words.slice(1));
  const [verb = '', id, ...more] = positionals;
  if (more.length > 0) throw usage('more than one task is named', 'Give one id.');
  const action = migrationActions.find((one) => one === verb);
  const own = action === undefined ? (ownOptions.get(verb) ?? []) : ['yes'];
  const foreign = ['search', 'type', 'yes'].find((name) => name in values && !own.includes(name));
  if (foreign !== undefined) throw usage(`--${foreign} does not go with this command`, tryHelp);
  const access = accessOf(values);
  if (action !== undefined) {
    return { ...access, kind: 'act', action, id: needed(id), yes: values.yes === true };
  }
  if (verb === 'show') return { ...access, kind: 'show', id: needed(id) };
  if (id !== undefined) throw usage('no task is to be named here', tryHelp);
  if (verb === 'test') return { ...access, kind: 'test' };
  if (verb === 'tasks') {
    return { ...access, kind: 'tasks', search: values.search ?? null, type: typeOf(values.type) };
  }
  throw usage('oms does not say what is to be done', 'One of: tasks, show, test, start, stop, resume.');
}

function accessOf(values: Parsed['values']): OmsAccess {
  const { url = '' } = values;
  if (url === '') {
    throw usage('--url is missing', 'Say which server: --url https://oms.example:8089 --user NAME');
  }
  return {
    url,
    user: values.user ?? null,
    passwordFromStdin: values['password-stdin'] === true,
    tlsCa: values['tls-ca'] ?? null,
    tlsFingerprint: values['tls-fingerprint'] ?? null,
    anyName: values['tls-any-name'] === true,
    json: values.json === true,
  };
}

const tryHelp = 'Try: shadow-sync oms --help';

const ownOptions: ReadonlyMap<string, readonly string[]> = new Map([['tasks', ['search', 'type']]]);

type Parsed = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>;

function parsed(words: readonly string[]): Parsed {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch {
    // Node's own message repeats the word, which may be a password.
    throw usage('there is an option that is not known here, or one without its value', tryHelp);
  }
}

function needed(id: string | undefined): string {
  if (id === undefined || id === '') throw usage('no task is named', 'Give the id that oms tasks shows.');
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

function usage(message: string, remedy: string): ShadowSyncError {
  return new ShadowSyncError('usage', message, { remedy });
}
