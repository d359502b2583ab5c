/** What a message says, before a receiver's format is put around it. English; no row data, no server's words (W2). */
import { assertNever } from '../../schema/assertNever.ts';
import { english, phrase } from '../../schema/phrase.ts';
import type { Phrase } from '../../schema/phrase.ts';
import type { Alert } from '../model/alert.ts';
import { eventTitles } from '../model/alertEvent.ts';
import type { AlertLevel } from '../model/alertEvent.ts';
import type { DeliveryReason } from '../model/delivery.ts';
import type { LinkTo } from '../alertPorts.ts';
import { sourceText } from '../signal.ts';

/** One alert as channels see it. */
export interface ToldAlert {
  readonly id: string;
  readonly fingerprint: string;
  readonly status: 'firing' | 'resolved';
  readonly event: string;
  readonly title: string;
  readonly level: AlertLevel;
  readonly source: string;
  readonly message: string;
  readonly count: number;
  readonly startsAt: string;
  readonly endsAt: string | null;
  readonly link: string;
}

export interface MessageContent {
  /** The delivery's id. */
  readonly id: string;
  readonly reason: DeliveryReason | 'test';
  /** Of this attempt, in milliseconds since 1970 UTC. */
  readonly at: number;
  readonly title: string;
  readonly alerts: readonly ToldAlert[];
  /** Alerts of the delivery that the message has no room for. */
  readonly left: number;
}

/** A message stays below 20 kB in every format (oms.md §9, D7). */
const maxAlerts = 10;
const maxText = 500;

export function messageContent(
  { id, reason, at }: Pick<MessageContent, 'id' | 'at'> & { readonly reason: DeliveryReason },
  alerts: readonly Alert[],
  linkTo: LinkTo,
): MessageContent {
  const told = alerts.slice(0, maxAlerts).map((alert) => toldAlert(alert, linkTo));
  const firing = alerts.filter(({ life }) => life.kind !== 'resolved').length;
  const [only] = alerts;
  const title =
    only !== undefined && alerts.length === 1
      ? english(titleOfOne(only))
      : english(titleOfMany(reason, firing, alerts.length - firing));
  return { id, reason, at, title, alerts: told, left: alerts.length - told.length };
}

function titleOfOne({ event, level, life }: Alert): Phrase {
  if (life.kind !== 'resolved') return phrase`[${level}] ${eventTitles[event]}`;
  return life.how === 'recovered'
    ? phrase`Recovered: ${eventTitles[event]}`
    : phrase`Completed: ${eventTitles[event]}`;
}

function titleOfMany(reason: DeliveryReason, firing: number, over: number): Phrase {
  switch (reason) {
    case 'digest':
      return phrase`Digest: ${firing} alerts firing, ${over} completed`;
    case 'first':
    case 'repeat':
    case 'resolved':
    case 'resend':
      return phrase`${firing} alerts firing, ${over} completed`;
    default:
      return assertNever(reason);
  }
}

function toldAlert(alert: Alert, linkTo: LinkTo): ToldAlert {
  const { id, fingerprint, life, event, level, source, outside, count, firstAt } = alert;
  return {
    id,
    fingerprint,
    status: life.kind === 'resolved' ? 'resolved' : 'firing',
    event,
    title: english(eventTitles[event]),
    level,
    source: shortened(english(sourceText(source))),
    message: shortened(english(outside)),
    count,
    startsAt: new Date(firstAt).toISOString(),
    endsAt: life.kind === 'resolved' ? new Date(life.at).toISOString() : null,
    link: linkTo(id),
  };
}

function shortened(text: string): string {
  return text.length > maxText ? `${text.slice(0, maxText - 1)}…` : text;
}

/** One alert as many are, to show what a message would say. */
export function sampleContent(at: number, linkTo: LinkTo): MessageContent {
  const [id, taskId, run] = ['asample00001', 'tsample00001', 'rsample00001'];
  const alert: ToldAlert = {
    id,
    fingerprint: `task:${taskId}/oms_sync_failed`,
    status: 'firing',
    event: 'oms_sync_failed',
    title: english(eventTitles.oms_sync_failed),
    level: 'HIGH',
    source: english(
      sourceText({
        kind: 'task',
        taskId,
        taskName: '',
        connectionId: '',
        connectionName: 'Shop',
        database: 'shop',
        tags: [],
      }),
    ),
    message: english(phrase`Run ${run} of task ${taskId} failed.`),
    count: 2,
    startsAt: new Date(at - 3_600_000).toISOString(),
    endsAt: null,
    link: linkTo(id),
  };
  const title = english(phrase`[${alert.level}] ${eventTitles.oms_sync_failed}`);
  return { id: 'sample', reason: 'first', at, title, alerts: [alert], left: 0 };
}

/** What says of a message, and of each text that is filled in, that it is a test. */
export const testMark = '[TEST]';

/** What a test sends: the sample alert, marked wherever the user's own texts may take their words from. */
export function testContent(id: string, at: number, linkTo: LinkTo): MessageContent {
  const sample = sampleContent(at, linkTo);
  const marked = (text: string): string => `${testMark} ${text}`;
  const alerts = sample.alerts.map((alert) => ({
    ...alert,
    title: marked(alert.title),
    source: marked(alert.source),
    message: marked(alert.message),
  }));
  return { ...sample, id, reason: 'test', title: marked(sample.title), alerts };
}
