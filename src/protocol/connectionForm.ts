/**
 * The contract of the connection form. Secrets are never typed in the panel and never cross the glass: the panel says
 * which one is meant, and the editor asks for it with an input box of its own (reliability.md §7).
 */
import * as v from 'valibot';
import type { SshAuthentication } from '../connection/connection.ts';
import { connectionDialects } from '../connection/connectionDialect.ts';
import type { TlsMode } from '../connection/connectionTarget.ts';
import { list, nothing, wholeNumber } from './contract.ts';
import type { PanelContract } from './contract.ts';
import { environment } from './vocabulary.ts';

/** As typed, so not yet valid; longer than any path or name. */
const typed = v.pipe(v.string(), v.maxLength(8192));
const typedOrNull = v.nullable(typed);

/** As fields are called. */
const fieldName = v.pipe(v.string(), v.regex(/^[A-Za-z]{1,40}$/));

/**
 * What was typed into the fields of dialects' own (src/connection/dialects), by the record's name and the field's. Only
 * the record of the chosen dialect counts; the others are there for a user who changes his mind.
 */
const own = v.record(fieldName, v.record(fieldName, typedOrNull));

const dialect = v.picklist(connectionDialects);
const tlsMode = v.picklist([
  'off',
  'required',
  'verify-ca',
  'verify-identity',
]) satisfies v.GenericSchema<TlsMode>;
const sshAuthentication = v.picklist([
  'password',
  'key',
  'agent',
]) satisfies v.GenericSchema<SshAuthentication>;

const hop = {
  host: typed,
  port: typed,
  user: typed,
  auth: sshAuthentication,
  keyFile: typedOrNull,
};

/** What a user edits of a Connection (src/connection): ports as they were typed, nothing else changed. */
export const draftSchema = v.strictObject({
  name: typed,
  group: typedOrNull,
  dialect,
  host: typed,
  port: typed,
  user: typed,
  database: typedOrNull,
  own: v.exactOptional(own),
  environment,
  tls: v.strictObject({
    mode: tlsMode,
    caFile: typedOrNull,
    certFile: typedOrNull,
    keyFile: typedOrNull,
  }),
  ssh: v.nullable(
    v.strictObject({ ...hop, jump: v.nullable(v.strictObject(hop)), knownHostsFile: typedOrNull }),
  ),
});

/** Names of secrets, never their values. */
const secretKind = v.picklist([
  'password',
  'sshPassword',
  'sshPassphrase',
  'jumpPassword',
  'jumpPassphrase',
  'tlsKeyPassphrase',
]);

/** A field of a dialect's own, by its path from the top of the draft. */
const ownField = v.custom<`own.${string}.${string}`>(
  (value) => typeof value === 'string' && /^own[.][A-Za-z]{1,40}[.][A-Za-z]{1,40}$/.test(value),
);

/** Fields that hold a file's path, by their path from the top of the draft. */
const fileField = v.union([
  v.picklist([
    'tls.caFile',
    'tls.certFile',
    'tls.keyFile',
    'ssh.keyFile',
    'ssh.knownHostsFile',
    'ssh.jump.keyFile',
  ]),
  ownField,
]);

const stage = v.picklist(['dns', 'tcp', 'ssh-jump', 'ssh', 'tls', 'authentication', 'privileges']);

const state = v.strictObject({
  mode: v.picklist(['add', 'edit', 'copy']),
  draft: draftSchema,
  /** Names of the groups that are there already. */
  groups: list(v.string()),
  /** Which secrets are set. */
  secrets: v.strictObject({
    password: v.boolean(),
    sshPassword: v.boolean(),
    sshPassphrase: v.boolean(),
    jumpPassword: v.boolean(),
    jumpPassphrase: v.boolean(),
    tlsKeyPassphrase: v.boolean(),
  }),
  /** Another one than before: the draft here replaces what stands in the panel. */
  revision: wholeNumber,
});

const testStage = v.strictObject({
  stage,
  state: v.picklist(['running', 'ok', 'warning', 'failed', 'skipped']),
  detail: v.nullable(v.string()),
  remedy: v.nullable(v.string()),
  /** What helps somebody else to mend it: a GRANT statement, a host key's fingerprint. The panel asks to have it copied. */
  copyText: v.nullable(v.string()),
});

const withDraft = v.strictObject({ draft: draftSchema });
const whichSecret = {
  params: v.strictObject({ kind: secretKind }),
  result: v.strictObject({ isSet: v.boolean() }),
};

export const connectionFormContract = {
  requests: {
    ready: { params: nothing, result: state },
    save: {
      params: withDraft,
      result: v.strictObject({
        saved: v.boolean(),
        /** `field` is the path from the top of the draft: `tls.caFile`; empty for the whole. */
        errors: list(v.strictObject({ field: v.string(), message: v.string() })),
      }),
    },
    /** Its stages arrive as `testStage` events before the answer. */
    test: { params: withDraft, result: v.strictObject({ ok: v.boolean() }) },
    cancelTest: { params: nothing, result: nothing },
    setSecret: whichSecret,
    clearSecret: whichSecret,
    pickFile: {
      params: v.strictObject({ field: fileField }),
      result: v.strictObject({ path: v.nullable(v.string()) }),
    },
    /** The editor asks for the URL, keeps its password, and gives back the draft with the URL's parts in it. */
    pasteUrl: { params: withDraft, result: state },
    copyText: { params: v.strictObject({ stage }), result: nothing },
    close: { params: nothing, result: nothing },
  },
  events: { state, testStage },
} satisfies PanelContract;

export type ConnectionFormContract = typeof connectionFormContract;
export type ConnectionFormState = v.InferOutput<typeof state>;
export type ConnectionDraft = v.InferOutput<typeof draftSchema>;
export type SecretKind = v.InferOutput<typeof secretKind>;
export type FileField = v.InferOutput<typeof fileField>;
export type TestStage = v.InferOutput<typeof testStage>;
export type TestStageName = v.InferOutput<typeof stage>;
