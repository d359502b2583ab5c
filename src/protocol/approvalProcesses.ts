/**
 * The contract of the approval processes: the list in its order, changed as a whole and saved as a whole, so that two
 * windows can't mix theirs. The editor checks it once more before it is kept.
 */
import * as v from 'valibot';
import type { ApprovalProcess } from '../task/approval/approvalProcess.ts';
import { list, nothing, wholeNumber } from './contract.ts';
import type { PanelContract } from './contract.ts';
import { environment, findingLevel } from './vocabulary.ts';

/** As a store takes them. */
export const maxProcesses = 200;
export const maxNodes = 20;
const maxApprovers = 100;
export const maxHours = 24 * 366;

const name = v.pipe(v.string(), v.maxLength(1000));
const shortName = v.pipe(v.string(), v.maxLength(100));
const hours = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(maxHours)));

const process = v.strictObject({
  id: v.pipe(v.string(), v.maxLength(64)),
  name: shortName,
  isEnabled: v.boolean(),
  conditions: v.strictObject({
    connection: v.nullable(name),
    environment: v.nullable(environment),
    database: v.nullable(name),
    tablesFrom: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000))),
    level: v.nullable(findingLevel),
    creator: v.nullable(name),
  }),
  nodes: v.pipe(
    v.array(
      v.strictObject({
        name: shortName,
        approvers: v.pipe(v.array(name), v.maxLength(maxApprovers), v.readonly()),
        isAutomatic: v.boolean(),
      }),
    ),
    v.maxLength(maxNodes),
    v.readonly(),
  ),
  expiryHours: v.strictObject({ approval: hours, waiting: hours, execution: hours }),
}) satisfies v.GenericSchema<ApprovalProcess>;

const processes = v.pipe(v.array(process), v.maxLength(maxProcesses), v.readonly());

const state = v.strictObject({
  processes,
  /** Of the kept ones: what is saved is saved over this one only. */
  revision: wholeNumber,
  /** What an approval is worth here; null where it is a control. */
  advice: v.nullable(v.string()),
  connections: list(v.strictObject({ id: v.string(), name: v.string() })),
  /** Tasks that the processes can be tried on, newest first. */
  tasks: list(v.strictObject({ id: v.string(), title: v.string() })),
  person: v.string(),
});

const save = v.variant('kind', [
  v.strictObject({ kind: v.literal('saved'), state }),
  /** Somebody else saved meanwhile: this is what is kept now; nothing of the panel's was written. */
  v.strictObject({ kind: v.literal('conflict'), state }),
  /** `process`: its place; `field`: its path in it. */
  v.strictObject({
    kind: v.literal('refused'),
    errors: list(v.strictObject({ process: wholeNumber, field: v.string(), message: v.string() })),
  }),
]);

export const approvalProcessesContract = {
  requests: {
    ready: { params: nothing, result: state },
    save: {
      params: v.strictObject({
        revision: wholeNumber,
        /** Over what somebody else saved, after it was looked at. */
        isForced: v.boolean(),
        processes,
      }),
      result: save,
    },
    /** A new one with an id of its own. */
    create: { params: nothing, result: process },
    /** Which of these a task falls under; the editor finds the task. */
    tryOn: {
      params: v.strictObject({ task: v.pipe(v.string(), v.maxLength(64)), processes }),
      result: v.strictObject({ process: v.nullable(v.string()), name: v.string(), why: v.string() }),
    },
    close: { params: nothing, result: nothing },
  },
  events: {},
} satisfies PanelContract;

export type ApprovalProcessesContract = typeof approvalProcessesContract;
export type ApprovalProcessesState = v.InferOutput<typeof state>;
export type ShownProcess = v.InferOutput<typeof process>;
export type SaveResult = v.InferOutput<typeof save>;
