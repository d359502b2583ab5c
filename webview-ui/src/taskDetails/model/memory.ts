/** What the panel remembers of itself while it is hidden and over a reload of the window. */
import * as v from 'valibot';
import { list } from '../../../../src/protocol/contract.ts';

export const memorySchema = v.object({
  /** Null before the user has chosen one: then the editor says which. */
  place: v.nullable(v.picklist(['information', 'process', 'logs', 'runs'])),
  part: v.picklist(['statements', 'leftOut']),
  run: v.nullable(v.string()),
  logRun: v.nullable(v.string()),
  log: v.object({
    kind: v.picklist(['all', 'alert']),
    levels: list(v.picklist(['info', 'warn', 'error'])),
    text: v.string(),
    isFollowing: v.boolean(),
  }),
});

export type PanelMemory = v.InferOutput<typeof memorySchema>;

export const freshMemory: PanelMemory = {
  place: null,
  part: 'statements',
  run: null,
  logRun: null,
  log: { kind: 'all', levels: [], text: '', isFollowing: true },
};
