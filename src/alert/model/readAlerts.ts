/** Alerts and deliveries back from JSON: the store's, or an older version's. The one place that says what a valid one is. */
import { phrase } from '../../schema/phrase.ts';
import type { Said } from '../../schema/phrase.ts';
import {
  boolean,
  fieldsOf,
  integer,
  later,
  list,
  nullable,
  oneOf,
  record,
  refuse,
  tagged,
  text,
} from '../../task/model/shape.ts';
import type { Shape } from '../../task/model/shape.ts';
import { decisionReasons } from './alert.ts';
import type { Alert, AlertSource } from './alert.ts';
import { alertEvents, alertLevels } from './alertEvent.ts';
import type { Board, KeptAlert } from './board.ts';
import { deliveryReasons, errorKinds, failureReasons } from './delivery.ts';
import type { Delivery, DeliveryState } from './delivery.ts';
import type { LifeState } from './lifeState.ts';

/** As long as a message may become; longer ones are cut where they are made. */
export const maxSaid = 8000;

const id = text(100, 1);
const name = text(1000);
const at = integer();
const tag = text(40, 1);

/** Phrases may be filled into phrases, but not without end. */
const maxDepth = 8;

function saidAt(depth: number): Shape<Said> {
  return (value, place) => {
    if (typeof value === 'string') return text(maxSaid)(value, place);
    if (depth === 0) return refuse(place, phrase`is nested too deeply`);
    const fields = fieldsOf(value, place);
    const inner = saidAt(depth - 1);
    return {
      template: text(maxSaid)(fields.get('template'), `${place}.template`),
      args: list((arg: unknown, where) => (typeof arg === 'number' ? arg : inner(arg, where)), 200)(
        fields.get('args'),
        `${place}.args`,
      ),
    };
  };
}

/** A text or a phrase. */
const said = saidAt(maxDepth);

const source: Shape<AlertSource> = tagged({
  task: record({
    kind: oneOf('task'),
    taskId: id,
    taskName: later(name, ''),
    connectionId: id,
    connectionName: name,
    database: name,
    tags: list(tag, 20),
  }),
  channel: record({ kind: oneOf('channel'), channelId: id, channelName: name }),
  scheduler: record({ kind: oneOf('scheduler') }),
  'oms-server': record({ kind: oneOf('oms-server'), serverId: id, serverName: name }),
  'oms-task': record({ kind: oneOf('oms-task'), serverId: id, serverName: name, taskId: id, taskName: name }),
});

const life: Shape<LifeState> = tagged({
  firing: record({ kind: oneOf('firing'), since: at }),
  acknowledged: record({ kind: oneOf('acknowledged'), at, by: name }),
  snoozed: record({ kind: oneOf('snoozed'), at, by: name, until: at }),
  resolved: record({
    kind: oneOf('resolved'),
    at,
    how: oneOf('recovered', 'quiet', 'closed'),
    by: nullable(name),
  }),
});

const sample = record({
  at,
  metric: oneOf('delay', 'progress', 'status', 'count', 'duration'),
  value: name,
  threshold: nullable(name),
});

const alert: Shape<Alert> = record({
  id,
  fingerprint: text(200, 1),
  event: oneOf(...alertEvents),
  level: oneOf(...alertLevels),
  source,
  message: said,
  outside: said,
  samples: list(sample, 100),
  firstAt: at,
  lastAt: at,
  count: integer(1),
  life,
  quietMs: integer(),
  shownAt: nullable(at),
  decisions: list(record({ channel: id, at, why: oneOf(...decisionReasons) }), 1000),
});

const state: Shape<DeliveryState> = tagged({
  pending: record({ kind: oneOf('pending'), dueAt: at, isFixed: boolean }),
  sending: record({ kind: oneOf('sending'), owner: id, since: at }),
  'retry-waiting': record({ kind: oneOf('retry-waiting'), nextAt: at }),
  successful: record({ kind: oneOf('successful'), at }),
  'sent-again': record({ kind: oneOf('sent-again'), at }),
  failed: record({ kind: oneOf('failed'), at, why: oneOf(...failureReasons) }),
});

const delivery: Shape<Delivery> = record({
  id,
  channel: id,
  reason: oneOf(...deliveryReasons),
  alerts: list(id, 1000),
  group: text(2000),
  createdAt: at,
  state,
  tries: integer(),
  attempts: list(
    record({
      at,
      ms: integer(),
      status: nullable(integer(0, 999)),
      error: nullable(oneOf(...errorKinds)),
      text: said,
    }),
    100,
  ),
});

const board: Shape<Board> = record({
  alerts: list(alert),
  deliveries: list(delivery),
  channels: list(
    record({ channel: id, sentAt: list(at), disabled: nullable(record({ at, why: said })) }),
    1000,
  ),
  drift: list(
    record({
      task: id,
      checkedAt: at,
      tables: list(name, 1000),
      count: integer(),
      error: nullable(said),
      run: id,
    }),
  ),
  seen: list(record({ fingerprint: text(200, 1), evidence: text(1000), at })),
  since: nullable(at),
});

const kept = record({ alert, deliveries: list(delivery, 10_000) });

/** Throws ShadowSyncError 'usage' that names the first field which is wrong. */
export function readBoard(value: unknown): Board {
  return board(value, '');
}

/** Throws ShadowSyncError 'usage'. */
export function readKeptAlert(value: unknown, place: string): KeptAlert {
  return kept(value, place);
}
