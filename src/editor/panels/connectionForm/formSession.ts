/** What stands behind one connection form: the connection it began with, and the secrets that were typed meanwhile. */
import { randomUUID } from 'node:crypto';
import type { Connection } from '../../../connection/connection.ts';
import { secretKinds } from '../../../connection/connectionSecrets.ts';
import type { SecretKind } from '../../../connection/connectionSecrets.ts';
import type { ConnectionDraft, ConnectionFormState } from '../../../protocol/connectionForm.ts';
import type { Saying } from '../../../schema/phrase.ts';
import { saveConnections } from '../../connections/saveConnections.ts';
import { SecretAnswers } from '../../connections/secretAnswers.ts';
import type { EditorServices } from '../../editorServices.ts';
import { draftOf, newDraft, readDraft } from './connectionDraft.ts';
import type { ReadDraft } from './connectionDraft.ts';

/** `id`: of the connection that is edited or copied. Plain data: it is kept over a reload. */
export type FormPurpose = { readonly mode: 'add' } | { readonly mode: 'edit' | 'copy'; readonly id: string };

export class FormSession {
  readonly #services: EditorServices;
  readonly #purpose: FormPurpose;
  readonly answers: SecretAnswers;
  readonly #id: string;
  #createdAt: number;
  #version = 0;
  #draft: ConnectionDraft = newDraft();
  #revision = 0;
  #beginning: Promise<void> | null = null;

  constructor(services: EditorServices, purpose: FormPurpose) {
    this.#services = services;
    this.#purpose = purpose;
    this.answers = new SecretAnswers(services.secrets);
    this.#id = purpose.mode === 'edit' ? purpose.id : randomUUID();
    this.#createdAt = services.clock.now();
  }

  /** Throws ShadowSyncError 'usage' when the connection is not there any more. */
  async state(): Promise<ConnectionFormState> {
    this.#beginning ??= this.#begin();
    await this.#beginning;
    const secrets = await Promise.all(secretKinds.map(async (kind) => [kind, await this.has(kind)] as const));
    return {
      mode: this.#purpose.mode,
      draft: this.#draft,
      groups: await this.#services.book.groups(),
      secrets: secretFlags(new Map(secrets)),
      revision: this.#revision,
    };
  }

  async has(kind: SecretKind): Promise<boolean> {
    return (await this.answers.get(this.#id, kind)) !== undefined;
  }

  read(draft: ConnectionDraft, say: Saying): ReadDraft {
    return readDraft(draft, { id: this.#id, createdAt: this.#createdAt }, say);
  }

  /** Puts another draft in the place of the one that is shown. */
  replace(draft: ConnectionDraft): void {
    this.#draft = draft;
    this.#revision += 1;
  }

  /** Throws ShadowSyncError 'conflict' when another window changed the connection meanwhile. */
  async save(connection: Connection): Promise<void> {
    const { book, servers } = this.#services;
    if (this.#purpose.mode !== 'edit') {
      await saveConnections(this.#services, [{ connection, answers: this.answers }]);
      return;
    }
    const saved = await book.change(connection, this.#version);
    this.#version = saved.version;
    await this.answers.keep(connection.id);
    servers.forget(connection.id);
  }

  async #begin(): Promise<void> {
    if (this.#purpose.mode === 'add') return;
    const { connection, version } = await this.#services.book.find(this.#purpose.id);
    this.#draft = draftOf(connection);
    if (this.#purpose.mode === 'edit') {
      this.#version = version;
      this.#createdAt = connection.createdAt;
      return;
    }
    this.#draft = { ...this.#draft, name: `${connection.name.slice(0, 90)} copy` };
    for (const kind of secretKinds) {
      const secret = await this.#services.secrets.get(connection.id, kind);
      if (secret !== undefined) this.answers.add(kind, { secret, isRemembered: true });
    }
  }
}

function secretFlags(flags: ReadonlyMap<SecretKind, boolean>): ConnectionFormState['secrets'] {
  const isSet = (kind: SecretKind): boolean => flags.get(kind) === true;
  return {
    password: isSet('password'),
    sshPassword: isSet('sshPassword'),
    sshPassphrase: isSet('sshPassphrase'),
    jumpPassword: isSet('jumpPassword'),
    jumpPassphrase: isSet('jumpPassphrase'),
    tlsKeyPassphrase: isSet('tlsKeyPassphrase'),
  };
}

/** What a restored panel says it was for; null when it can't be understood. */
export function readPurpose(value: unknown): FormPurpose | null {
  if (typeof value !== 'object' || value === null || !('mode' in value)) return null;
  if (value.mode === 'add') return { mode: 'add' };
  if (value.mode !== 'edit' && value.mode !== 'copy') return null;
  return 'id' in value && typeof value.id === 'string' ? { mode: value.mode, id: value.id } : null;
}
