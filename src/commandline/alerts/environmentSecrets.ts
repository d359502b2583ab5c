/** Addresses and secrets of alert channels from the environment: the command line keeps none (W1). */
import type { ChannelSecretKind, ChannelSecrets } from '../../alert/alertPorts.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The variable that holds a channel's own address, or what it signs with. */
export function channelVariable(channelId: string, kind: ChannelSecretKind): string {
  return `SHADOW_SYNC_CHANNEL_${channelId.replaceAll(/\W/g, '_')}_${kind === 'url' ? 'URL' : 'SECRET'}`;
}

export class EnvironmentSecrets implements ChannelSecrets {
  readonly #environment: Environment;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  get(channelId: string, kind: ChannelSecretKind): Promise<string | undefined> {
    const value = this.#environment[channelVariable(channelId, kind)]?.trim();
    return Promise.resolve(value === '' ? undefined : value);
  }

  /** Whoever adds a channel is told the name of its variable. */
  set(): Promise<void> {
    return Promise.resolve();
  }

  deleteAll(): Promise<void> {
    return Promise.resolve();
  }
}
