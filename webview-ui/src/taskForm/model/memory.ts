/** What the panel remembers of itself while it is hidden and over a reload of the window; the draft is the editor's. */
import * as v from 'valibot';
import { list } from '../../../../src/protocol/contract.ts';

export const memorySchema = v.object({
  tab: v.picklist(['synchronized', 'unsynchronized']),
  collapsed: list(v.string()),
  scroll: v.number(),
});

export type PanelMemory = v.InferOutput<typeof memorySchema>;

export const freshMemory: PanelMemory = { tab: 'synchronized', collapsed: [], scroll: 0 };
