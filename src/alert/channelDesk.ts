/** Channels: added, changed, tried, switched on and off. Addresses and secrets go to the secret storage and nowhere else (W1). */
import { phrase } from '../schema/phrase.ts';
import type { Said } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import { newId } from '../task/model/newId.ts';
import type { AlertStore, ChannelSecrets } from './alertPorts.ts';
import type { Judgement } from './channels/judgeAnswer.ts';
import { previewMessage } from './channels/previewMessage.ts';
import type { MessagePreview } from './channels/previewMessage.ts';
import { checkTemplates, templateProblems, wrongTemplates } from './channels/template.ts';
import type { TemplateProblem, Templates } from './channels/template.ts';
import { testContent } from './channels/messageContent.ts';
import { isKnownHost } from './channels/knownHosts.ts';
import type { Channel } from './model/channel.ts';
import { isFinished } from './model/delivery.ts';
import { readChannel } from './model/readSettings.ts';
import { failAll } from './notify/settle.ts';
import { sendContent } from './sendDelivery.ts';
import type { SendingParts } from './sendDelivery.ts';

export interface ChannelDeskParts extends SendingParts {
  readonly store: AlertStore;
  readonly secrets: ChannelSecrets;
  readonly random: () => number;
  readonly newUid: () => string;
}

export interface ChannelRow {
  readonly channel: Channel;
  /** Why it was switched off by itself; null when it was not. */
  readonly disabledBy: Said | null;
  readonly waiting: number;
  readonly failed: number;
  readonly lastSentAt: number | null;
}

/** A new channel has no id yet. */
export type ChannelDraft = Omit<Channel, 'id' | 'host'> & { readonly id: string | null };

export interface ChannelSave {
  readonly draft: ChannelDraft;
  /** Undefined: as it is. */
  readonly url?: string;
  /** Undefined: as it is; empty: none. */
  readonly secret?: string;
  /** The user has seen the host and wants alerts sent there; needed for hosts that are not the kind's own. */
  readonly confirmsHost: boolean;
}

export type TemplatePreview =
  | { readonly kind: 'shown'; readonly message: MessagePreview }
  | { readonly kind: 'wrong'; readonly problems: readonly TemplateProblem[] };

export interface ChannelTest extends Judgement {
  /** What is wrong with the channel's templates, and where; null when nothing is. */
  readonly problem: Said | null;
}

export class ChannelDesk {
  readonly #parts: ChannelDeskParts;

  constructor(parts: ChannelDeskParts) {
    this.#parts = parts;
  }

  async list(): Promise<readonly ChannelRow[]> {
    const { channels } = await this.#parts.store.settings();
    const board = await this.#parts.store.board();
    return channels.map((channel) => {
      const own = board.deliveries.filter((delivery) => delivery.channel === channel.id);
      const ends = own.flatMap(({ state }) =>
        state.kind === 'successful' || state.kind === 'sent-again' ? [state.at] : [],
      );
      return {
        channel,
        disabledBy: board.channels.find((one) => one.channel === channel.id)?.disabled?.why ?? null,
        waiting: own.filter((one) => !isFinished(one)).length,
        failed: own.filter(({ state }) => state.kind === 'failed').length,
        lastSentAt: ends.length === 0 ? null : Math.max(...ends),
      };
    });
  }

  /**
   * Adds or changes one. Throws ShadowSyncError 'usage'; with the symbol UNCONFIRMED_HOST when the host is none of the kind's
   * own and nobody has confirmed it.
   */
  async save({ draft, url, secret, confirmsHost }: ChannelSave): Promise<Channel> {
    const { store, secrets, clock, random } = this.#parts;
    checkTemplates(draft, draft);
    const known = (await store.settings()).channels.find(({ id }) => id === draft.id);
    if (draft.id !== null && known === undefined) throw unknownChannel();
    const host = url === undefined ? known?.host : hostOf(url);
    if (host === undefined) throw noAddress();
    if (host !== known?.host && !confirmsHost && !isKnownHost(draft.kind, host)) throw unconfirmed(host);
    const id = draft.id ?? newId('c', clock.now(), random);
    const channel = readChannel({ ...draft, id, host });
    // Secrets first: a channel without its address would refuse every alert.
    if (url !== undefined) await secrets.set(id, 'url', url);
    if (secret !== undefined) await secrets.set(id, 'secret', secret);
    await store.changeSettings((settings) => ({
      ...settings,
      channels: settings.channels.some((one) => one.id === id)
        ? settings.channels.map((one) => (one.id === id ? channel : one))
        : [...settings.channels, channel],
    }));
    return channel;
  }

  /**
   * What it would say of a sample alert with these templates, or what is wrong with them. Nothing is kept. Throws
   * ShadowSyncError 'usage' for a channel that is not there.
   */
  async preview(id: string, templates: Templates): Promise<TemplatePreview> {
    const { clock, linkTo } = this.#parts;
    const channel = await this.#find(id);
    const problems = templateProblems(channel, templates);
    if (problems.length > 0) return { kind: 'wrong', problems };
    return { kind: 'shown', message: previewMessage({ ...channel, ...templates }, clock.now(), linkTo) };
  }

  /** Throws ShadowSyncError 'usage'. */
  async setTemplates(id: string, templates: Templates): Promise<Channel> {
    const draft = { ...(await this.#find(id)), ...templates };
    return await this.save({ draft, confirmsHost: false });
  }

  /** Switching on also takes back that it switched itself off. */
  async enable(id: string, isEnabled: boolean): Promise<void> {
    const { store } = this.#parts;
    await this.#find(id);
    await store.changeSettings((settings) => ({
      ...settings,
      channels: settings.channels.map((one) => (one.id === id ? { ...one, isEnabled } : one)),
    }));
    if (!isEnabled) return;
    await store.change((board) => ({
      ...board,
      channels: board.channels.map((one) => (one.channel === id ? { ...one, disabled: null } : one)),
    }));
  }

  /** With its secrets; what waited for it has failed. */
  async remove(id: string): Promise<void> {
    const { store, secrets, clock } = this.#parts;
    await this.#find(id);
    await store.changeSettings((settings) => ({
      ...settings,
      channels: settings.channels.filter((one) => one.id !== id),
      events: settings.events.map((one) => ({
        ...one,
        channels: one.channels?.filter((channel) => channel !== id) ?? null,
      })),
    }));
    await store.change((board) => {
      const failed = failAll(board, new Set([id]), 'channel-removed', clock.now());
      return { ...failed, channels: failed.channels.filter(({ channel }) => channel !== id) };
    });
    await secrets.deleteAll(id);
  }

  /**
   * Sends a sample alert now, past the outbox, in the channel's own words and marked as a test. Never throws for what the
   * receiver does, nor for a template that is wrong. Throws ShadowSyncError 'usage'.
   */
  async test(id: string, signal: AbortSignal): Promise<ChannelTest> {
    const { clock, newUid, linkTo } = this.#parts;
    const channel = await this.#find(id);
    const content = testContent(newUid(), clock.now(), linkTo);
    const judged = await sendContent(content, channel, this.#parts, signal);
    return { ...judged, problem: wrongTemplates(channel) };
  }

  async #find(id: string): Promise<Channel> {
    const found = (await this.#parts.store.settings()).channels.find((one) => one.id === id);
    if (found !== undefined) return found;
    throw unknownChannel();
  }
}

/** The text itself is a secret: no error repeats it. */
function hostOf(text: string): string {
  if (URL.canParse(text)) {
    const url = new URL(text);
    if (url.protocol === 'https:' && url.username === '' && url.password === '') return url.host;
  }
  throw noAddress();
}

function noAddress(): ShadowSyncError {
  return new ShadowSyncError(
    'usage',
    phrase`The channel needs an address that begins with https:// and names no account.`,
    {
      remedy: phrase`Copy the webhook’s whole address from the receiver’s settings.`,
    },
  );
}

function unknownChannel(): ShadowSyncError {
  return new ShadowSyncError('usage', phrase`There is no such channel.`, {
    remedy: phrase`Look at the list of channels.`,
  });
}

function unconfirmed(host: string): ShadowSyncError {
  return new ShadowSyncError('usage', phrase`${host} is not a host that receivers of this kind have.`, {
    remedy: phrase`Confirm that alerts may be sent there.`,
    symbol: 'UNCONFIRMED_HOST',
  });
}
