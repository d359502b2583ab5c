import type { SecretKind } from '../../../src/connection/connectionSecrets.ts';
import type { SecretKeeper } from '../../../src/editor/connections/secretAnswers.ts';

/** Secrets as the editor keeps them, where a test can look at them. */
export class MemorySecrets implements SecretKeeper {
  readonly kept = new Map<string, string>();
  readonly session = new Map<string, string>();

  get(connectionId: string, kind: SecretKind): Promise<string | undefined> {
    const key = `${connectionId}.${kind}`;
    return Promise.resolve(this.session.get(key) ?? this.kept.get(key));
  }

  set(connectionId: string, kind: SecretKind, secret: string): Promise<void> {
    this.kept.set(`${connectionId}.${kind}`, secret);
    return Promise.resolve();
  }

  setForSession(connectionId: string, kind: SecretKind, secret: string): void {
    this.session.set(`${connectionId}.${kind}`, secret);
  }

  delete(connectionId: string, kind: SecretKind): Promise<void> {
    for (const map of [this.kept, this.session]) map.delete(`${connectionId}.${kind}`);
    return Promise.resolve();
  }

  deleteAll(connectionId: string): Promise<void> {
    for (const map of [this.kept, this.session]) {
      for (const key of map.keys()) if (key.startsWith(`${connectionId}.`)) map.delete(key);
    }
    return Promise.resolve();
  }
}
