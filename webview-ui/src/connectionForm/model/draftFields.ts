import type { ConnectionDialect } from '../../../../src/connection/connectionDialect.ts';
import { defaultPort, describeDialect } from '../../../../src/connection/describeDialect.ts';
import type { OwnFields, OwnValues } from '../../../../src/connection/dialects/dialectDescription.ts';
import { keptRecord, startedValues, tidiedValues } from '../../../../src/connection/ownValues.ts';
import { connectionProblems } from '../../../../src/connection/readConnection.ts';
import { english } from '../../../../src/schema/phrase.ts';
import type { ConnectionDraft } from '../../../../src/protocol/connectionForm.ts';

export type HopDraft = NonNullable<NonNullable<ConnectionDraft['ssh']>['jump']>;
export type TunnelDraft = NonNullable<ConnectionDraft['ssh']>;

const emptyHop: HopDraft = { host: '', port: '22', user: '', auth: 'agent', keyFile: null };

export const emptyTunnel: TunnelDraft = { ...emptyHop, jump: null, knownHostsFile: null };

export const emptyJump: HopDraft = emptyHop;

/**
 * What has to change before the draft can be saved: a sentence by the field's path from the top of the draft. The rules
 * are the connection's own (src/connection), the same that the editor applies again.
 */
export function draftProblems(draft: ConnectionDraft): ReadonlyMap<string, string> {
  const { own: typed, ...tidy } = tidied(draft);
  const { port, ssh } = tidy;
  const { own } = describeDialect(draft.dialect);
  const candidate = {
    ...tidy,
    ...(own === null ? {} : { [own.name]: keptRecord(own, typed?.[own.name] ?? {}) }),
    id: 'draft',
    createdAt: 0,
    port: portOf(port),
    ssh:
      ssh === null
        ? null
        : { ...ssh, port: portOf(ssh.port), jump: ssh.jump && { ...ssh.jump, port: portOf(ssh.jump.port) } },
  };
  const problems = new Map<string, string>();
  for (const { field, remedy } of connectionProblems(candidate)) {
    if (!problems.has(field)) problems.set(field, english(remedy));
  }
  return problems;
}

/** The draft as it is sent: without spaces around what was typed, and with null for what was left empty. */
export function tidied(draft: ConnectionDraft): ConnectionDraft {
  const { own: typed, ...fields } = draft;
  const { tls, ssh } = fields;
  const { own } = describeDialect(draft.dialect);
  const values = own === null ? null : tidiedValues(own, typed?.[own.name]);
  const shown = own === null || values === null ? null : own.shownAddress(values);
  return {
    ...fields,
    ...(own === null || values === null ? {} : { own: { [own.name]: { ...values } } }),
    name: draft.name.trim(),
    group: orNull(draft.group),
    host: shown?.host ?? draft.host.trim(),
    port: shown === null ? draft.port : String(shown.port),
    user: draft.user.trim(),
    database: orNull(draft.database),
    tls: {
      mode: tls.mode,
      // Files of a way that is not gone would be kept and surprise later.
      caFile: tls.mode === 'off' ? null : orNull(tls.caFile),
      certFile: tls.mode === 'off' ? null : orNull(tls.certFile),
      keyFile: tls.mode === 'off' ? null : orNull(tls.keyFile),
    },
    ssh: ssh === null ? null : tidiedTunnel(ssh),
  };
}

/** Whether host and port are the user's to say, and do not follow from the dialect's own fields. */
export function hasOwnAddress(draft: ConnectionDraft): boolean {
  const { own } = describeDialect(draft.dialect);
  return own === null || own.hasAddress(ownValues(own, draft));
}

/** What the form shows in the fields of the dialect's own. */
export function ownValues(own: OwnFields, draft: ConnectionDraft): OwnValues {
  return startedValues(own, draft.own?.[own.name]);
}

/** The draft with another value in a field of the dialect's own. */
export function withOwnValue(
  own: OwnFields,
  draft: ConnectionDraft,
  name: string,
  value: string,
): ConnectionDraft {
  return { ...draft, own: { ...draft.own, [own.name]: { ...ownValues(own, draft), [name]: value } } };
}

function tidiedTunnel(tunnel: TunnelDraft): TunnelDraft {
  const { jump, knownHostsFile } = tunnel;
  return {
    ...tidiedHop(tunnel),
    jump: jump === null ? null : tidiedHop(jump),
    knownHostsFile: orNull(knownHostsFile),
  };
}

function tidiedHop({ host, port, user, auth, keyFile }: HopDraft): HopDraft {
  return {
    host: host.trim(),
    port,
    user: user.trim(),
    auth,
    keyFile: auth === 'key' ? orNull(keyFile) : null,
  };
}

function orNull(text: string | null): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}

/** NaN is no port, which is what the rules then say. */
function portOf(text: string): number {
  return /^\d{1,5}$/.test(text.trim()) ? Number(text) : Number.NaN;
}

/** Another kind of server; a port that nobody chose goes with it. */
export function withDialect(draft: ConnectionDraft, dialect: ConnectionDialect): ConnectionDraft {
  const isDefaultPort = draft.port.trim() === String(defaultPort(draft.dialect));
  return { ...draft, dialect, port: isDefaultPort ? String(defaultPort(dialect)) : draft.port };
}
