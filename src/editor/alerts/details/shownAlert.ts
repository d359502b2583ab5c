/** An alert as its panel shows it: every word in the user's language. */
import { l10n } from 'vscode';
import type { AlertDetails } from '../../../alert/alertCentre.ts';
import { decisionText } from '../../../alert/decisionText.ts';
import type { AlertSample } from '../../../alert/model/alert.ts';
import { isOpen } from '../../../alert/model/alert.ts';
import type { Alert } from '../../../alert/model/alert.ts';
import type {
  Delivery,
  DeliveryReason,
  DeliveryState,
  FailureReason,
} from '../../../alert/model/delivery.ts';
import type { AlertSettings } from '../../../alert/model/settings.ts';
import type { ShownAlert, ShownDelivery, ShownTone } from '../../../protocol/alertDetails.ts';
import { exactTime } from '../../tasks/taskWords.ts';
import { translated } from '../../ui/translated.ts';
import { allowedAlertActions } from '../alertActions.ts';
import type { AlertActionName } from '../../../protocol/alertDetails.ts';
import { eventTitle, levelName, lifeText, sourceName, statusName, timesText } from '../alertWords.ts';

export function shownAlert(details: AlertDetails, settings: AlertSettings): ShownAlert {
  const { alert, status, deliveries, runbook } = details;
  const names = new Map(settings.channels.map(({ id, name }) => [id, name]));
  const nameOf = (id: string): string => names.get(id) ?? l10n.t('a channel that was removed');
  return {
    kind: 'alert',
    id: alert.id,
    event: alert.event,
    title: eventTitle(alert.event),
    level: levelName(alert.level),
    tone: toneOf(alert),
    life: lifeText(alert.life, exactTime),
    isOpen: isOpen(alert),
    status: statusName(status),
    notes: notesOf(details),
    message: translated(alert.message),
    source: sourceName(alert.source),
    times: timesText(alert),
    samples: alert.samples.map(shownSample).toReversed(),
    deliveries: deliveries.map((delivery) => shownDelivery(delivery, nameOf)),
    decisions: alert.decisions.map(({ channel, at, why }) => ({
      channel: nameOf(channel),
      at: exactTime(at),
      why: translated(decisionText(why)),
    })),
    runbook: {
      impact: translated(runbook.impact),
      causes: runbook.causes.map(translated),
      steps: runbook.steps.map(translated),
    },
    actions: allowedAlertActions(alert).map((action) => ({ action, label: actionLabel(action) })),
  };
}

function toneOf({ life, level }: Alert): ShownTone {
  if (life.kind === 'resolved') return 'passed';
  return level === 'HIGH' ? 'error' : level === 'MEDIUM' ? 'warning' : 'info';
}

function notesOf({ inhibitedBy, noDataSince, isUndelivered }: AlertDetails): readonly string[] {
  return [
    ...(noDataSince === null
      ? []
      : [l10n.t('Its server has said nothing since {0}: this may be old.', exactTime(noDataSince))]),
    ...(inhibitedBy === null
      ? []
      : [
          l10n.t('Nobody is told of it while a more serious one is open: {0}', eventTitle(inhibitedBy.event)),
        ]),
    ...(isUndelivered ? [l10n.t('At least one channel never got it.')] : []),
  ];
}

function shownSample({ at, metric, value, threshold }: AlertSample): ShownAlert['samples'][number] {
  return { at: exactTime(at), metric: metricName(metric), value, threshold: threshold ?? '' };
}

function metricName(metric: AlertSample['metric']): string {
  switch (metric) {
    case 'delay':
      return l10n.t('Delay (s)');
    case 'progress':
      return l10n.t('Progress');
    case 'status':
      return l10n.t('Status');
    case 'count':
      return l10n.t('Number');
    case 'duration':
      return l10n.t('Duration');
  }
}

function shownDelivery(delivery: Delivery, nameOf: (channel: string) => string): ShownDelivery {
  const { id, channel, reason, state, createdAt, attempts } = delivery;
  return {
    id,
    channel: nameOf(channel),
    reason: reasonName(reason),
    state: deliveryText(state),
    tone: deliveryTone(state),
    createdAt: exactTime(createdAt),
    attempts: attempts.map(({ at, ms, status, error, text }) => ({
      at: exactTime(at),
      result: [status === null ? '' : `HTTP ${String(status)}`, translated(text)].filter(Boolean).join(' · '),
      isFailed: error !== null,
      ms: l10n.t('{0} ms', ms),
    })),
  };
}

function reasonName(reason: DeliveryReason): string {
  switch (reason) {
    case 'first':
      return l10n.t('New');
    case 'repeat':
      return l10n.t('Reminder');
    case 'resolved':
      return l10n.t('Over');
    case 'digest':
      return l10n.t('Digest');
    case 'resend':
      return l10n.t('Sent by hand');
  }
}

function deliveryText(state: DeliveryState): string {
  switch (state.kind) {
    case 'pending':
      return l10n.t('Pending until {0}', exactTime(state.dueAt));
    case 'sending':
      return l10n.t('Sending');
    case 'retry-waiting':
      return l10n.t('Failed, tried again at {0}', exactTime(state.nextAt));
    case 'successful':
      return l10n.t('Delivered at {0}', exactTime(state.at));
    case 'sent-again':
      return l10n.t('Delivered at {0}, not at the first try', exactTime(state.at));
    case 'failed':
      return l10n.t('Failed: {0}', failureText(state.why));
  }
}

function failureText(why: FailureReason): string {
  switch (why) {
    case 'refused':
      return l10n.t('the receiver refuses it');
    case 'used-up':
      return l10n.t('no try is left');
    case 'gone':
      return l10n.t('the receiver is gone for good');
    case 'channel-disabled':
      return l10n.t('the channel was switched off');
    case 'channel-removed':
      return l10n.t('the channel was removed');
  }
}

function deliveryTone({ kind }: DeliveryState): ShownTone {
  if (kind === 'failed') return 'error';
  if (kind === 'retry-waiting') return 'warning';
  return kind === 'successful' || kind === 'sent-again' ? 'passed' : 'plain';
}

function actionLabel(action: AlertActionName): string {
  switch (action) {
    case 'acknowledge':
      return l10n.t('Acknowledge');
    case 'snooze':
      return l10n.t('Snooze…');
    case 'wake':
      return l10n.t('Take That Back');
    case 'close':
      return l10n.t('Close Alert');
    case 'resend':
      return l10n.t('Send Again…');
    case 'mute':
      return l10n.t('Mute Task…');
    case 'openTask':
      return l10n.t('Open Task');
    case 'showDifference':
      return l10n.t('Show Difference');
  }
}
