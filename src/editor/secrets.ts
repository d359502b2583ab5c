/**
 * Secrets of connections, in the editor's secret storage and nowhere else (reliability.md §7). No command gives one out or
 * takes one; they never stand in state, logs or messages to a panel.
 */
import type { SecretStorage } from 'vscode';
import { secretKinds } from '../connection/connectionSecrets.ts';
import type { SecretKind } from '../connection/connectionSecrets.ts';
import type { SecretKeeper } from './connections/secretAnswers.ts';

export class EditorSecrets implements SecretKeeper {
  readonly #storage: SecretStorage;
  /** Those that the user did not want to be kept longer than this window. */
  readonly #session = new Map<string, string>();

  constructor(storage: SecretStorage) {
    this.#storage = storage;
  }

  async get(connectionId: string, kind: SecretKind): Promise<string | undefined> {
    const key = keyOf(connectionId, kind);
    return this.#session.get(key) ?? (await this.#storage.get(key));
  }

  async set(connectionId: string, kind: SecretKind, secret: string): Promise<void> {
    const key = keyOf(connectionId, kind);
    await this.#storage.store(key, secret);
    this.#session.delete(key);
  }

  /** Kept until this window closes. */
  setForSession(connectionId: string, kind: SecretKind, secret: string): void {
    this.#session.set(keyOf(connectionId, kind), secret);
  }

  async delete(connectionId: string, kind: SecretKind): Promise<void> {
    const key = keyOf(connectionId, kind);
    this.#session.delete(key);
    await this.#storage.delete(key);
  }

  async deleteAll(connectionId: string): Promise<void> {
    await Promise.all(secretKinds.map((kind) => this.delete(connectionId, kind)));
  }
}

function keyOf(connectionId: string, kind: SecretKind): string {
  return `shadowSync.${connectionId}.${kind}`;
}
