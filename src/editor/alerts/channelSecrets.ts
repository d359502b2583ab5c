/** Addresses and secrets of alert channels, in the editor's secret storage and nowhere else (W1, reliability.md §7). */
import type { SecretStorage } from 'vscode';
import { channelSecretKinds } from '../../alert/alertPorts.ts';
import type { ChannelSecretKind, ChannelSecrets } from '../../alert/alertPorts.ts';

export class EditorChannelSecrets implements ChannelSecrets {
  readonly #storage: SecretStorage;

  constructor(storage: SecretStorage) {
    this.#storage = storage;
  }

  async get(channelId: string, kind: ChannelSecretKind): Promise<string | undefined> {
    return await this.#storage.get(keyOf(channelId, kind));
  }

  async set(channelId: string, kind: ChannelSecretKind, secret: string): Promise<void> {
    await this.#storage.store(keyOf(channelId, kind), secret);
  }

  async deleteAll(channelId: string): Promise<void> {
    await Promise.all(channelSecretKinds.map((kind) => this.#storage.delete(keyOf(channelId, kind))));
  }
}

function keyOf(channelId: string, kind: ChannelSecretKind): string {
  return `shadowSync.alertChannel.${channelId}.${kind}`;
}
