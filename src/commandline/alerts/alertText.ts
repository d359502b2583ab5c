/** Alerts and channels as lines for people, and one alert as a document for programs. */
import { decisionText } from '../../alert/decisionText.ts';
import type { AlertDetails } from '../../alert/alertCentre.ts';
import type { AlertRow } from '../../alert/alertFilter.ts';
import type { ChannelRow } from '../../alert/channelDesk.ts';
import type { Alert } from '../../alert/model/alert.ts';
import { eventTitles } from '../../alert/model/alertEvent.ts';
import type { Channel } from '../../alert/model/channel.ts';
import type { Delivery } from '../../alert/model/delivery.ts';
import { sendingStatusTitles } from '../../alert/sendingStatus.ts';
import { sourceText } from '../../alert/signal.ts';
import { english } from '../../schema/phrase.ts';
import type { Said } from '../../schema/phrase.ts';
import { visibleText } from '../../shadow/visibleText.ts';
import { padRight, terminalWidth } from '../terminalWidth.ts';
import { timeText } from '../tasks/taskText.ts';

/** OMS's columns (oms.md §1), with level and state. */
export function alertTable(rows: readonly AlertRow[]): string {
  if (rows.length === 0) return 'no alerts: --range 3-months shows older ones\n';
  return table([
    ['ID', 'Event', 'Level', 'State', 'Sending Status', 'Last at', 'Source', 'Content'],
    ...rows.map(({ alert, status, isUndelivered }) => [
      alert.id,
      alert.event,
      alert.level,
      alert.life.kind,
      `${english(sendingStatusTitles[status])}${isUndelivered && status !== 'failed' ? ' (not delivered)' : ''}`,
      timeText(alert.lastAt),
      english(sourceText(alert.source)),
      shortened(english(alert.message)),
    ]),
  ]);
}

/** Everything about one alert. */
export function alertText(details: AlertDetails, channels: readonly Channel[]): string {
  const { alert, status, deliveries, inhibitedBy, noDataSince, runbook, link } = details;
  const nameOf = (id: string): string => channels.find((channel) => channel.id === id)?.name ?? id;
  const lines = [
    `Alert ${alert.id} [${alert.level}] ${english(eventTitles[alert.event])} (${alert.event})`,
    `  ${english(alert.message)}`,
    `  about ${english(sourceText(alert.source))}`,
    `  ${lifeText(alert)}; sending status: ${english(sendingStatusTitles[status])}`,
    `  first at ${timeText(alert.firstAt)}, last at ${timeText(alert.lastAt)}, ${String(alert.count)} times`,
    ...(inhibitedBy === null ? [] : [`  not told as long as alert ${inhibitedBy.id} is open`]),
    ...(noDataSince === null ? [] : [`  its server says nothing since ${timeText(noDataSince)}`]),
    ...alert.samples.map(
      ({ at, metric, value, threshold }) =>
        `  ${timeText(at)} ${metric} ${value}${threshold === null ? '' : ` (threshold ${threshold})`}`,
    ),
    ...alert.decisions.map(({ channel, why }) => `  ${nameOf(channel)}: ${english(decisionText(why))}`),
    ...deliveries.flatMap((delivery) => deliveryLines(delivery, nameOf(delivery.channel))),
    `Impact: ${english(runbook.impact)}`,
    ...runbook.causes.map((cause) => `  perhaps: ${english(cause)}`),
    ...runbook.steps.map((step, i) => `  ${String(i + 1)}. ${english(step)}`),
    link,
  ];
  return `${lines.map((line) => visibleText(line)).join('\n')}\n`;
}

/** The same for programs; every text is English. */
export function alertDocument(details: AlertDetails): unknown {
  const { alert, status, isUndelivered, deliveries, inhibitedBy, noDataSince, runbook, link } = details;
  const { message, outside, ...rest } = alert;
  return {
    ...rest,
    title: english(eventTitles[alert.event]),
    message: english(message),
    outside: english(outside),
    sendingStatus: english(sendingStatusTitles[status]),
    isUndelivered,
    deliveries: deliveries.map(({ attempts, ...delivery }) => ({
      ...delivery,
      attempts: attempts.map(({ text, ...attempt }) => ({ ...attempt, text: english(text) })),
    })),
    inhibitedBy: inhibitedBy?.id ?? null,
    noDataSince,
    runbook: {
      impact: english(runbook.impact),
      causes: runbook.causes.map(english),
      steps: runbook.steps.map(english),
    },
    link,
  };
}

export interface ShownChannel extends ChannelRow {
  /** Whether its address is in the environment of this process. */
  readonly hasAddress: boolean;
}

export function channelTable(rows: readonly ShownChannel[]): string {
  if (rows.length === 0) return 'no channels: shadow-sync alert channel add makes one\n';
  return table([
    ['ID', 'Name', 'Kind', 'Host', 'State', 'From', 'Waiting', 'Failed', 'Last sent at'],
    ...rows.map(({ channel, disabledBy, waiting, failed, lastSentAt, hasAddress }) => [
      channel.id,
      channel.name,
      channel.kind,
      channel.host,
      channelState(channel, disabledBy, hasAddress),
      channel.leastLevel,
      String(waiting),
      String(failed),
      lastSentAt === null ? '' : timeText(lastSentAt),
    ]),
  ]);
}

function channelState({ isEnabled }: Channel, disabledBy: Said | null, hasAddress: boolean): string {
  if (!isEnabled) return 'disabled';
  if (disabledBy !== null) return `switched off: ${english(disabledBy)}`;
  return hasAddress ? 'enabled' : 'no address here';
}

function lifeText({ life }: Alert): string {
  switch (life.kind) {
    case 'firing':
      return `firing since ${timeText(life.since)}`;
    case 'acknowledged':
      return `acknowledged by ${life.by} at ${timeText(life.at)}`;
    case 'snoozed':
      return `snoozed by ${life.by} until ${timeText(life.until)}`;
    case 'resolved':
      return `over since ${timeText(life.at)} (${life.how}${life.by === null ? '' : ` by ${life.by}`})`;
  }
}

function deliveryLines({ id, state, reason, attempts }: Delivery, channel: string): readonly string[] {
  return [
    `  delivery ${id} to ${channel} (${reason}): ${state.kind}`,
    ...attempts.map(
      ({ at, ms, status, text }) =>
        `    ${timeText(at)} ${status === null ? '' : `HTTP ${String(status)}, `}${String(ms)} ms: ${english(text)}`,
    ),
  ];
}

/** A line of the list stays one; the whole text is in `alert show`. */
function shortened(text: string): string {
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}

function table(rows: readonly (readonly string[])[]): string {
  const shown = rows.map((row) => row.map((cell) => visibleText(cell)));
  const widths = (shown[0] ?? []).map((_, i) => Math.max(...shown.map((row) => terminalWidth(row[i] ?? ''))));
  return shown
    .map((row) => row.map((cell, i) => padRight(cell, widths[i] ?? 0)).join('  '))
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}
