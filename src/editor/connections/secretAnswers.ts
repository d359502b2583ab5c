/** Secrets that were just typed, laid over the kept ones until it has turned out that they are right. Without `vscode`. */
import type { ConnectionSecrets, SecretKind } from '../../connection/connectionSecrets.ts';

export interface SecretAnswer {
  readonly secret: string;
  /** Off: kept until the window closes. */
  readonly isRemembered: boolean;
}

/** Where answers go once they are right. */
export interface SecretKeeper extends ConnectionSecrets {
  setForSession(connectionId: string, kind: SecretKind, secret: string): void;
  delete(connectionId: string, kind: SecretKind): Promise<void>;
}

export class SecretAnswers implements Pick<ConnectionSecrets, 'get'> {
  readonly #kept: SecretKeeper;
  readonly #answers = new Map<SecretKind, SecretAnswer>();
  readonly #cleared = new Set<SecretKind>();

  constructor(kept: SecretKeeper) {
    this.#kept = kept;
  }

  async get(connectionId: string, kind: SecretKind): Promise<string | undefined> {
    const answer = this.#answers.get(kind);
    if (answer !== undefined) return answer.secret;
    return this.#cleared.has(kind) ? undefined : await this.#kept.get(connectionId, kind);
  }

  has(kind: SecretKind): boolean {
    return this.#answers.has(kind);
  }

  add(kind: SecretKind, answer: SecretAnswer): void {
    this.#answers.set(kind, answer);
    this.#cleared.delete(kind);
  }

  /** As if there was none, until `keep` makes it so. */
  clear(kind: SecretKind): void {
    this.#answers.delete(kind);
    this.#cleared.add(kind);
  }

  /** They are right: now they are kept. */
  async keep(connectionId: string): Promise<void> {
    for (const kind of this.#cleared) await this.#kept.delete(connectionId, kind);
    for (const [kind, { secret, isRemembered }] of this.#answers) {
      if (isRemembered) await this.#kept.set(connectionId, kind, secret);
      else this.#kept.setForSession(connectionId, kind, secret);
    }
    this.#answers.clear();
    this.#cleared.clear();
  }
}
