/** Between a connection and what the form shows of it: ports as text, nothing valid yet. Without `vscode`. */
import { connectionProblems, readConnection } from '../../../connection/readConnection.ts';
import type { Connection, SshHop } from '../../../connection/connection.ts';
import { defaultPort } from '../../../connection/connectionDialect.ts';
import { defaultTls } from '../../../connection/connectionTarget.ts';
import { english, phrase, type Saying } from '../../../schema/phrase.ts';
import type { ConnectionDraft } from '../../../protocol/connectionForm.ts';

export type ReadDraft =
  | { readonly kind: 'valid'; readonly connection: Connection }
  | { readonly kind: 'invalid'; readonly errors: readonly DraftError[] };

export interface DraftError {
  /** The path from the top of the draft. */
  readonly field: string;
  readonly message: string;
}

type HopDraft = NonNullable<NonNullable<ConnectionDraft['ssh']>['jump']>;

/** What a new connection begins with. */
export function newDraft(): ConnectionDraft {
  const host = '127.0.0.1';
  return {
    name: '',
    group: null,
    dialect: 'mysql',
    host,
    port: String(defaultPort('mysql')),
    user: '',
    database: null,
    environment: 'development',
    tls: { mode: defaultTls(host).mode, caFile: null, certFile: null, keyFile: null },
    ssh: null,
  };
}

/** What the form shows of a connection. */
export function draftOf(connection: Connection): ConnectionDraft {
  const { name, group, dialect, host, port, user, database, environment, tls, ssh } = connection;
  return {
    name,
    group,
    dialect,
    host,
    port: String(port),
    user,
    database,
    ...(connection.dialect === 'oracle' ? { oracle: { ...connection.oracle } } : {}),
    environment,
    tls: { ...tls },
    ssh:
      ssh === null
        ? null
        : {
            ...hopDraft(ssh),
            jump: ssh.jump === null ? null : hopDraft(ssh.jump),
            knownHostsFile: ssh.knownHostsFile,
          },
  };
}

/** The connection that the draft describes, or what is wrong with each of its fields. */
export function readDraft(
  draft: ConnectionDraft,
  given: Pick<Connection, 'id' | 'createdAt'>,
  say: Saying = english,
): ReadDraft {
  const { oracle, ...fields } = draft;
  const { ssh } = fields;
  const value = {
    ...given,
    ...fields,
    name: draft.name.trim(),
    host: draft.host.trim(),
    port: portOf(draft.port),
    group: textOrNull(draft.group),
    database: textOrNull(draft.database),
    ...(draft.dialect === 'oracle' && oracle !== undefined
      ? { oracle: { ...oracle, name: oracle.name.trim(), folder: textOrNull(oracle.folder) } }
      : {}),
    tls: {
      mode: draft.tls.mode,
      caFile: textOrNull(draft.tls.caFile),
      certFile: textOrNull(draft.tls.certFile),
      keyFile: textOrNull(draft.tls.keyFile),
    },
    ssh:
      ssh === null
        ? null
        : {
            ...readHop(ssh),
            jump: ssh.jump === null ? null : readHop(ssh.jump),
            knownHostsFile: textOrNull(ssh.knownHostsFile),
          },
  };
  const problems = connectionProblems(value);
  if (problems.length === 0) return { kind: 'valid', connection: readConnection(value) };
  return {
    kind: 'invalid',
    errors: problems.map(({ field, cause, remedy }) => {
      const message = say(phrase`${cause}. ${remedy}`);
      return { field, message: `${message.charAt(0).toUpperCase()}${message.slice(1)}` };
    }),
  };
}

function hopDraft({ host, port, user, auth, keyFile }: SshHop): HopDraft {
  return { host, port: String(port), user, auth, keyFile };
}

function readHop(hop: HopDraft): Record<string, unknown> {
  return {
    host: hop.host.trim(),
    port: portOf(hop.port),
    user: hop.user,
    auth: hop.auth,
    // A file that was chosen before another way was is not taken along.
    keyFile: hop.auth === 'key' ? textOrNull(hop.keyFile) : null,
  };
}

/** What is no number stays what it is, so that the model refuses it. */
function portOf(text: string): unknown {
  const trimmed = text.trim();
  return /^\d{1,9}$/.test(trimmed) ? Number(trimmed) : trimmed;
}

/** Nothing typed means none. */
function textOrNull(text: string | null): string | null {
  return text === null || text.trim() === '' ? null : text.trim();
}
