/** What happens to alerts, as lines for standard error: a scheduler without an editor has no list to look at. */
import { isOpen } from '../../alert/model/alert.ts';
import type { Alert } from '../../alert/model/alert.ts';
import type { Board } from '../../alert/model/board.ts';
import type { Channel } from '../../alert/model/channel.ts';
import type { Delivery } from '../../alert/model/delivery.ts';
import { sourceText } from '../../alert/signal.ts';
import { english } from '../../schema/phrase.ts';
import { visibleText } from '../../shadow/visibleText.ts';
import { timeText } from '../tasks/taskText.ts';

export class AlertLog {
  #before: Board;

  /** `begun`: what is on it already is told to nobody. */
  constructor(begun: Board) {
    this.#before = begun;
  }

  /** What is new since it was asked last. */
  linesOf(board: Board, channels: readonly Channel[]): readonly string[] {
    const alerts = new Map(this.#before.alerts.map((alert) => [alert.id, alert]));
    const deliveries = new Map(this.#before.deliveries.map((delivery) => [delivery.id, delivery]));
    const names = new Map(channels.map(({ id, name }) => [id, name]));
    this.#before = board;
    return [
      ...board.alerts.flatMap((alert) => alertLine(alert, alerts.get(alert.id))),
      ...board.deliveries.flatMap((delivery) =>
        deliveryLine(delivery, deliveries.get(delivery.id), names.get(delivery.channel) ?? delivery.channel),
      ),
    ].map((line) => visibleText(line));
  }
}

function alertLine(alert: Alert, before: Alert | undefined): readonly string[] {
  const { id, level, event, message, source, life, firstAt } = alert;
  const what = `${event}, ${english(sourceText(source))}`;
  if (before === undefined && isOpen(alert)) {
    return [`${timeText(firstAt)} alert ${id} [${level}] ${what}: ${english(message)}`];
  }
  if (life.kind !== 'resolved' || before?.life.kind === 'resolved') return [];
  return [`${timeText(life.at)} alert ${id} is over (${life.how}): ${what}`];
}

function deliveryLine(delivery: Delivery, before: Delivery | undefined, channel: string): readonly string[] {
  const { state, alerts, attempts } = delivery;
  if (JSON.stringify(state) === JSON.stringify(before?.state)) return [];
  const what = `alert ${alerts.join(', ')}`;
  const why = attempts.at(-1) === undefined ? '' : `: ${english(attempts.at(-1)?.text ?? '')}`;
  switch (state.kind) {
    case 'successful':
    case 'sent-again':
      return [`${timeText(state.at)} ${what} was sent to ${channel}`];
    case 'failed':
      return [`${timeText(state.at)} ${what} could not be sent to ${channel} (${state.why})${why}`];
    case 'retry-waiting':
      return [`${what} is sent to ${channel} again at ${timeText(state.nextAt)}${why}`];
    case 'pending':
    case 'sending':
      return [];
  }
}
