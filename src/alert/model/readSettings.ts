/** Settings and channels back from JSON: the store's, an older version's, or somebody's own. */
import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import {
  boolean,
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
import { templateFields } from '../channels/template.ts';
import { isZone } from '../notify/quietHours.ts';
import { defaultMigrationAlertRules, thresholdProblems } from '../oms/alertRules.ts';
import type { MigrationAlertRules } from '../oms/alertRules.ts';
import { alertEvents, alertLevels, protectionLevels } from './alertEvent.ts';
import { channelKinds } from './channel.ts';
import type { Channel } from './channel.ts';
import type { AlertSettings } from './settings.ts';

const id = text(100, 1);
const name = text(100, 1);

const timeOfDay: Shape<string> = (value, place) =>
  typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value)
    ? value
    : refuse(place, phrase`is no time like 22:00`);

const zone: Shape<string> = (value, place) => {
  const read = text(100, 1)(value, place);
  return isZone(read) ? read : refuse(place, phrase`is no time zone that is known here`);
};

const host: Shape<string> = (value, place) => {
  const read = text(255, 1)(value, place);
  return /^[^\s/?#@]+$/.test(read) ? read : refuse(place, phrase`is no host`);
};

const fieldValue: Shape<string | number | boolean> = (value, place) =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : refuse(place, phrase`is neither a text, a number, true nor false`);

const channel: Shape<Channel> = record({
  id,
  name,
  kind: oneOf(...channelKinds),
  isEnabled: boolean,
  host,
  allowsPrivate: boolean,
  leastLevel: oneOf(...alertLevels),
  sendsResolved: boolean,
  groupBy: oneOf('task', 'event', 'all', 'none'),
  groupWaitSeconds: integer(0, 3600),
  groupIntervalSeconds: integer(0, 86_400),
  perMinute: integer(1, 100_000),
  // Channels that were kept before there was one.
  titleTemplate: later(nullable(text(templateFields.titleTemplate.most)), null),
  template: nullable(text(templateFields.template.most)),
  bodyTemplate: nullable(text(templateFields.bodyTemplate.most)),
  expects: list(record({ field: name, value: fieldValue }), 20),
});

const day = 86_400;

const levelThresholds = record({ delaySeconds: integer(1, day), interruptionSeconds: integer(1, day) });

const omsFields: Shape<MigrationAlertRules> = record({
  thresholds: record({ HIGH: levelThresholds, MEDIUM: levelThresholds, LOW: levelThresholds }),
  samples: integer(1, 100),
  recoverySamples: integer(1, 100),
  maxSampleAgeSeconds: integer(1, day),
  fullTransferGraceSeconds: integer(0, day),
  unreachablePolls: integer(1, 100),
  levelOfUnknown: oneOf(...alertLevels),
});

const oms: Shape<MigrationAlertRules> = (value, place) => {
  const read = omsFields(value, place);
  const [problem] = thresholdProblems(read.thresholds);
  if (problem === undefined) return read;
  throw new ShadowSyncError('usage', problem, {
    remedy: phrase`Change the thresholds of the other levels too.`,
  });
};

const settings: Shape<AlertSettings> = record({
  events: list(
    record({
      event: oneOf(...alertEvents),
      level: oneOf(...protectionLevels),
      repeatMinutes: nullable(integer(1, 60 * 24 * 366)),
      channels: nullable(list(id, 100)),
    }),
    100,
  ),
  taskLevels: list(record({ taskId: id, level: oneOf(...protectionLevels) })),
  thresholds: record({
    lateMinutes: integer(1, 10_000),
    runMinutes: integer(1, 10_000),
    approvalHours: integer(1, 10_000),
    recoveringMinutes: integer(1, 10_000),
  }),
  // Settings that were kept before there were any.
  oms: later(oms, defaultMigrationAlertRules),
  quietHours: nullable(record({ from: timeOfDay, to: timeOfDay, zone, exceptHigh: boolean })),
  mutes: list(
    record({
      id,
      about: tagged({
        task: record({ kind: oneOf('task'), taskId: id }),
        event: record({ kind: oneOf('event'), event: oneOf(...alertEvents) }),
        tag: record({ kind: oneOf('tag'), tag: text(40, 1) }),
      }),
      until: nullable(integer()),
      by: text(1000),
      comment: text(1000),
    }),
    10_000,
  ),
  drift: record({ everyMinutes: integer(5, 60 * 24 * 31), tasks: list(id) }),
  channels: list(channel, 100),
});

/** Throws ShadowSyncError 'usage' that names the first field which is wrong. */
export function readSettings(value: unknown): AlertSettings {
  return settings(value, '');
}

/** Throws ShadowSyncError 'usage'. */
export function readChannel(value: unknown): Channel {
  return channel(value, 'channel');
}
