/** Addresses and secrets of alert channels from the environment: the command line keeps none (W1). */
import type { ChannelSecretKind, ChannelSecrets } from '../../alert/alertPorts.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Whether the channel's own address is there. */
export function hasAddress(environment: Environment, channelId: string): boolean {
  return (environment[channelVariable(channelId, 'url')] ?? '').trim() !== '';
}

/** The variable that holds a channel's own address, or what it signs with. */
export function channelVariable(channelId: string, kind: ChannelSecretKind): string {
  return `SHADOW_SYNC_CHANNEL_${channelId.replaceAll(/\W/g, '_')}_${kind === 'url' ? 'URL' : 'SECRET'}`;
}

export class EnvironmentSecrets implements ChannelSecrets {
  readonly #environment: Environment;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /**
   * A missing address may be known to the next process that sends, one that was started with it or an editor: the delivery
   * is tried again, and not given up. Throws ShadowSyncError 'store' then.
   */
  async get(channelId: string, kind: ChannelSecretKind): Promise<string | undefined> {
    const variable = channelVariable(channelId, kind);
    const value = (this.#environment[variable] ?? '').trim();
    if (value !== '') return await Promise.resolve(value);
    if (kind === 'secret') return undefined;
    throw new ShadowSyncError('store', `the channel has no address here: ${variable} is not set`);
  }

  /** Whoever adds a channel is told the name of its variable. */
  set(): Promise<void> {
    return Promise.resolve();
  }

  deleteAll(): Promise<void> {
    return Promise.resolve();
  }
}
