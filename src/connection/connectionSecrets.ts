/** The secrets of connections, and the port of whatever keeps them. */

export const secretKinds = [
  'password',
  'sshPassword',
  'sshPassphrase',
  'jumpPassword',
  'jumpPassphrase',
  'tlsKeyPassphrase',
] as const;

/** Which of a connection's secrets: the account's password, the SSH servers' and the keys' of SSH and TLS. */
export type SecretKind = (typeof secretKinds)[number];

/** Kept under the connection's id, apart from the connection itself (reliability.md §7). */
export interface ConnectionSecrets {
  /** Undefined where none is kept, which is not the same as an empty one. */
  get(connectionId: string, kind: SecretKind): Promise<string | undefined>;
  set(connectionId: string, kind: SecretKind, secret: string): Promise<void>;
  /** All of a connection's secrets; they end with it (C-11). */
  deleteAll(connectionId: string): Promise<void>;
}
