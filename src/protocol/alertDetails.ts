/** The contract of the alert details. All words are the editor's, in the user's language; the panel lays them out. */
import * as v from 'valibot';
import { list, nothing } from './contract.ts';
import type { PanelContract } from './contract.ts';

const text = v.string();

/** What can be done with an alert, in the order in which it is offered. */
export const alertActionNames = [
  'acknowledge',
  'snooze',
  'wake',
  'close',
  'resend',
  'mute',
  'openTask',
  'showDifference',
] as const;
export type AlertActionName = (typeof alertActionNames)[number];

const action = v.picklist(alertActionNames);

/** Picture and colour of a state; the words beside it say the same. */
const tone = v.picklist(['error', 'warning', 'info', 'passed', 'plain']);

const attempt = v.strictObject({ at: text, result: text, isFailed: v.boolean(), ms: text });

const delivery = v.strictObject({
  id: text,
  channel: text,
  reason: text,
  state: text,
  tone,
  createdAt: text,
  /** Newest last. */
  attempts: list(attempt),
});

const alert = v.strictObject({
  kind: v.literal('alert'),
  id: text,
  event: text,
  title: text,
  level: text,
  tone,
  life: text,
  isOpen: v.boolean(),
  status: text,
  /** What stands in the way of taking all this as it is: no data, held back, undelivered. */
  notes: list(text),
  message: text,
  source: text,
  times: text,
  samples: list(v.strictObject({ at: text, metric: text, value: text, threshold: text })),
  deliveries: list(delivery),
  decisions: list(v.strictObject({ channel: text, at: text, why: text })),
  runbook: v.strictObject({ impact: text, causes: list(text), steps: list(text) }),
  actions: list(v.strictObject({ action, label: text })),
});

const state = v.variant('kind', [alert, v.strictObject({ kind: v.literal('gone'), id: text })]);

export const alertDetailsContract = {
  requests: {
    ready: { params: nothing, result: state },
    act: { params: v.strictObject({ action }), result: nothing },
    copy: { params: nothing, result: nothing },
    close: { params: nothing, result: nothing },
  },
  events: { state },
} satisfies PanelContract;

export type AlertDetailsContract = typeof alertDetailsContract;
export type AlertDetailsState = v.InferOutput<typeof state>;
export type ShownAlert = v.InferOutput<typeof alert>;
export type ShownDelivery = v.InferOutput<typeof delivery>;
export type ShownTone = v.InferOutput<typeof tone>;
