/** Between a connection and what the form shows of it: ports as text, nothing valid yet. Without `vscode`. */
import { connectionProblems, readConnection } from '../../../connection/readConnection.ts';
import type { Connection, SshHop } from '../../../connection/connection.ts';
import { connectionDialects } from '../../../connection/connectionDialect.ts';
import type { ConnectionTarget } from '../../../connection/connectionTarget.ts';
import { defaultTls } from '../../../connection/connectionTarget.ts';
import { defaultPort, describeDialect } from '../../../connection/describeDialect.ts';
import { keptRecord, valuesIn } from '../../../connection/ownValues.ts';
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
  const [dialect] = connectionDialects;
  return {
    name: '',
    group: null,
    dialect,
    host,
    port: String(defaultPort(dialect)),
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
    ...ownDraft(connection),
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
  const { own, ...fields } = draft;
  const { ssh } = fields;
  const value = {
    ...given,
    ...fields,
    name: draft.name.trim(),
    host: draft.host.trim(),
    port: portOf(draft.port),
    group: textOrNull(draft.group),
    database: textOrNull(draft.database),
    ...ownRecord(draft.dialect, own),
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

/** What the form shows of the fields that the dialect has beyond those of every connection. */
export function ownDraft(holder: Connection | ConnectionTarget): Pick<ConnectionDraft, 'own'> {
  const { own } = describeDialect(holder.dialect);
  const values = own === null ? undefined : valuesIn(own, holder);
  return own === null || values === undefined ? {} : { own: { [own.name]: { ...values } } };
}

/** The record of these fields as the connection keeps it; nothing for a dialect without, or a draft without. */
function ownRecord(
  dialect: ConnectionDraft['dialect'],
  typed: ConnectionDraft['own'],
): Readonly<Record<string, unknown>> {
  const { own } = describeDialect(dialect);
  const values = own === null ? undefined : typed?.[own.name];
  return own === null || values === undefined ? {} : { [own.name]: keptRecord(own, values) };
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
