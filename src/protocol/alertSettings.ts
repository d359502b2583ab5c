/**
 * The contract of the alert settings. What is changed is kept at once; channels, whose addresses and secrets never come to
 * a panel, are changed by the editor's own questions.
 */
import * as v from 'valibot';
import { list, nothing, wholeNumber } from './contract.ts';
import type { PanelContract } from './contract.ts';
import type { AlertEvent, ProtectionLevel } from '../alert/model/alertEvent.ts';

const text = v.string();
const id = v.pipe(v.string(), v.maxLength(100));

const event = v.picklist([
  'oms_migration_failed',
  'oms_migration_delay',
  'oms_sync_failed',
  'oms_sync_status_inconsistent',
  'oms_sync_delay',
  'source_unreachable',
  'channel_failed',
  'scheduler_trouble',
]) satisfies v.GenericSchema<AlertEvent>;

const level = v.picklist(['HIGH', 'MEDIUM', 'LOW', 'IGNORE']) satisfies v.GenericSchema<ProtectionLevel>;

const number = (least: number, most: number): v.GenericSchema<number> =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

const values = v.strictObject({
  events: list(
    v.strictObject({
      event,
      level,
      /** Null: told once. */
      repeatMinutes: v.nullable(number(1, 60 * 24 * 366)),
      /** Null: all channels. */
      channels: v.nullable(list(id)),
    }),
  ),
  thresholds: v.strictObject({
    lateMinutes: number(1, 10_000),
    runMinutes: number(1, 10_000),
    approvalHours: number(1, 10_000),
    recoveringMinutes: number(1, 10_000),
  }),
  quietHours: v.nullable(
    v.strictObject({
      from: v.pipe(v.string(), v.maxLength(5)),
      to: v.pipe(v.string(), v.maxLength(5)),
      zone: id,
      exceptHigh: v.boolean(),
    }),
  ),
  drift: v.strictObject({ everyMinutes: number(5, 60 * 24 * 31), tasks: list(id) }),
});

const state = v.strictObject({
  values,
  /** By event. */
  titles: v.record(v.string(), v.string()),
  /** This computer's, for new quiet hours. */
  zone: text,
  /** Tasks that can be watched for drift, newest first. */
  tasks: list(v.strictObject({ id, title: text })),
  channels: list(
    v.strictObject({
      id,
      name: text,
      kind: text,
      host: text,
      isEnabled: v.boolean(),
      /** Why it was switched off by itself; null when it was not. */
      problem: v.nullable(text),
      facts: text,
    }),
  ),
  mutes: list(v.strictObject({ id, about: text, until: text })),
  /** Sources for which somebody wanted no more messages in this editor. */
  silent: wholeNumber,
});

const channelAction = v.picklist(['edit', 'test', 'switch', 'delete']);

export const alertSettingsContract = {
  requests: {
    ready: { params: nothing, result: state },
    /** Refused with the first value that is wrong; nothing was kept then. */
    save: {
      params: v.strictObject({ values }),
      result: v.variant('kind', [
        v.strictObject({ kind: v.literal('saved'), state }),
        v.strictObject({ kind: v.literal('refused'), message: text }),
      ]),
    },
    addChannel: { params: nothing, result: nothing },
    channel: { params: v.strictObject({ id, action: channelAction }), result: nothing },
    unmute: { params: v.strictObject({ id }), result: nothing },
    clearSilent: { params: nothing, result: nothing },
  },
  events: { state },
} satisfies PanelContract;

export type AlertSettingsContract = typeof alertSettingsContract;
export type AlertSettingsState = v.InferOutput<typeof state>;
export type AlertSettingsValues = v.InferOutput<typeof values>;
export type ShownChannel = AlertSettingsState['channels'][number];
export type ChannelAction = v.InferOutput<typeof channelAction>;
