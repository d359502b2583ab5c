/** Ports of the alerts: where they are kept, how a message leaves this computer, and where secrets and deep links come from. */
import type { Board, KeptAlert } from './model/board.ts';
import type { AlertSettings } from './model/settings.ts';
import type { Signal } from './signal.ts';

/** Everything throws ShadowSyncError 'store'; a change that was acknowledged is on the disk. */
export interface AlertStore {
  /** What still goes on. Perhaps as of a few seconds ago: whoever decides on it does it in `change`. */
  board(): Promise<Board>;
  /**
   * Applies `change` to the newest board and gives what it made. It is pure and may be applied several times; what it
   * throws is passed on with nothing written. When it gives its argument back, nothing is written.
   */
  change(change: (board: Board) => Board): Promise<Board>;
  /** The alerts of the past; bounded. Newest ones perhaps also on the board, which is right then. */
  archive(): Promise<readonly KeptAlert[]>;
  /** Keeps them; one that is there already is replaced. What is older than `keepMs` before `now` goes. */
  keep(alerts: readonly KeptAlert[], now: number): Promise<void>;
  settings(): Promise<AlertSettings>;
  changeSettings(change: (settings: AlertSettings) => AlertSettings): Promise<AlertSettings>;
  /** Told after each change of any process; gives back what ends that. */
  onDidChange(listener: () => void): () => void;
  close(): Promise<void>;
}

export const channelSecretKinds = ['url', 'secret'] as const;

/** A channel's address, which is a secret with most receivers, and what it signs with. */
export type ChannelSecretKind = (typeof channelSecretKinds)[number];

/** Kept under the channel's id, apart from everything else (W1, reliability.md §7). */
export interface ChannelSecrets {
  get(channelId: string, kind: ChannelSecretKind): Promise<string | undefined>;
  set(channelId: string, kind: ChannelSecretKind, secret: string): Promise<void>;
  deleteAll(channelId: string): Promise<void>;
}

/** What goes out; `url` and `headers` may hold secrets. */
export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Loopback and private addresses too. */
  readonly allowsPrivate: boolean;
}

export type NoAnswerReason =
  'timeout' | 'bad-url' | 'refused-address' | 'unknown-host' | 'tls' | 'network' | 'cancelled';

export type WebhookAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly retryAfter: string | null;
      /** The first 64 KiB. */
      readonly body: string;
      /** There was more, or it did not come to its end in time. */
      readonly isCut: boolean;
      readonly ms: number;
    }
  /** `code`: the system's own word, such as ECONNRESET; empty where it has none. */
  | { readonly kind: 'no-answer'; readonly why: NoAnswerReason; readonly code: string; readonly ms: number };

/** Posts one message. Never throws, follows no redirect, and says nothing of URL and headers (W1). */
export interface WebhookSender {
  post(request: WebhookRequest, signal: AbortSignal): Promise<WebhookAnswer>;
}

/** HMAC-SHA256 in base64 of UTF-8 texts; `base64` keys are decoded first. */
export interface Signing {
  hmac(key: { readonly text: string } | { readonly base64: string }, message: string): string;
}

/** Something that watches what is not ours, OMS servers for example. */
export interface SignalSource {
  /** What it found out since it was asked last; never throws for what the network does. */
  signals(now: number): Promise<readonly Signal[]>;
}

/** Where a message's link leads: it opens the alert and does nothing else. */
export type LinkTo = (alertId: string) => string;
