/**
 * The contract of the alert settings. What is changed is kept at once; of channels, whose addresses and secrets never come to
 * a panel, only the texts of their messages are changed there, and all else by the editor's own questions.
 */
import * as v from 'valibot';
import { list, nothing, wholeNumber } from './contract.ts';
import type { PanelContract } from './contract.ts';
import type { AlertEvent, AlertLevel, ProtectionLevel } from '../alert/model/alertEvent.ts';
import type { Thresholds } from '../alert/model/settings.ts';
import type { MigrationAlertRules } from '../alert/oms/alertRules.ts';
import type { TemplateField } from '../alert/channels/template.ts';

const text = v.string();
const id = v.pipe(v.string(), v.maxLength(100));

/** In the order in which they are shown. */
export const shownEvents = [
  'oms_migration_failed',
  'oms_migration_delay',
  'oms_sync_failed',
  'oms_sync_status_inconsistent',
  'oms_sync_delay',
  'source_unreachable',
  'channel_failed',
  'scheduler_trouble',
] as const;
const event = v.picklist(shownEvents) satisfies v.GenericSchema<AlertEvent>;

const level = v.picklist(['HIGH', 'MEDIUM', 'LOW', 'IGNORE']) satisfies v.GenericSchema<ProtectionLevel>;

const number = (least: number, most: number): v.GenericSchema<number> =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

const thresholds = v.strictObject({
  lateMinutes: number(1, 10_000),
  runMinutes: number(1, 10_000),
  approvalHours: number(1, 10_000),
  recoveringMinutes: number(1, 10_000),
}) satisfies v.GenericSchema<Thresholds>;

const seconds = number(1, 86_400);
const levelThresholds = v.strictObject({ delaySeconds: seconds, interruptionSeconds: seconds });

const oms = v.strictObject({
  thresholds: v.strictObject({ HIGH: levelThresholds, MEDIUM: levelThresholds, LOW: levelThresholds }),
  samples: number(1, 100),
  recoverySamples: number(1, 100),
  maxSampleAgeSeconds: seconds,
  fullTransferGraceSeconds: number(0, 86_400),
  unreachablePolls: number(1, 100),
  levelOfUnknown: v.picklist(['HIGH', 'MEDIUM', 'LOW']) satisfies v.GenericSchema<AlertLevel>,
}) satisfies v.GenericSchema<MigrationAlertRules>;

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
  thresholds,
  oms,
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

const templateField = v.picklist([
  'titleTemplate',
  'template',
  'bodyTemplate',
]) satisfies v.GenericSchema<TemplateField>;

/** What is too long is said at the field; null for ours. */
const template = v.nullable(v.pipe(v.string(), v.maxLength(100_000)));

const templates = v.strictObject({ titleTemplate: template, template, bodyTemplate: template });

const templateProblems = list(v.strictObject({ field: templateField, message: text }));

const mutedUntil = v.variant('kind', [
  v.strictObject({ kind: v.literal('forever') }),
  v.strictObject({ kind: v.literal('days'), days: number(1, 366) }),
  v.strictObject({ kind: v.literal('at'), at: wholeNumber }),
]);

const mutedThing = v.variant('kind', [
  v.strictObject({ kind: v.literal('event'), event }),
  v.strictObject({ kind: v.literal('tag'), tag: v.pipe(v.string(), v.minLength(1), v.maxLength(40)) }),
  v.strictObject({ kind: v.literal('task'), taskId: id }),
]);

const fieldHelp = v.strictObject({
  start: text,
  placeholders: list(v.strictObject({ name: text, meaning: text })),
});

const state = v.strictObject({
  values,
  /** What holds when nothing was ever changed. */
  defaults: v.strictObject({ thresholds, oms }),
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
      templates,
      /** Those that a channel of its kind uses. */
      fields: list(templateField),
    }),
  ),
  /** By the field of a template: what may be filled in there, and what the user's own text may begin from. */
  templateFields: v.strictObject({ titleTemplate: fieldHelp, template: fieldHelp, bodyTemplate: fieldHelp }),
  /** Of this user's tasks, for mutes. */
  tags: list(text),
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
    /** What a channel would say of a sample alert with these templates; nothing is kept. */
    preview: {
      params: v.strictObject({ id, templates }),
      result: v.variant('kind', [
        v.strictObject({ kind: v.literal('shown'), title: v.nullable(text), text }),
        v.strictObject({ kind: v.literal('wrong'), problems: templateProblems }),
      ]),
    },
    /** Refused with what is wrong; nothing was kept then. */
    saveTemplates: {
      params: v.strictObject({ id, templates }),
      result: v.variant('kind', [
        v.strictObject({ kind: v.literal('saved'), state }),
        v.strictObject({ kind: v.literal('wrong'), problems: templateProblems }),
      ]),
    },
    mute: {
      params: v.strictObject({ about: mutedThing, until: mutedUntil }),
      result: v.variant('kind', [
        v.strictObject({ kind: v.literal('muted'), state }),
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
export type ShownTemplates = v.InferOutput<typeof templates>;
export type ShownTemplateField = v.InferOutput<typeof templateField>;
export type TemplateMistakes = v.InferOutput<typeof templateProblems>;
export type MutedThing = v.InferOutput<typeof mutedThing>;
export type MutedUntil = v.InferOutput<typeof mutedUntil>;
export type ChannelAction = v.InferOutput<typeof channelAction>;
