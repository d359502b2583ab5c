/** What the panel remembers of itself while it is hidden and over a reload of the window. */
import * as v from 'valibot';
import { list } from '../../../../src/protocol/contract.ts';

export const memorySchema = v.object({
  /** By shadow name: ids are given anew when tables come and go. */
  active: v.nullable(v.string()),
  selected: list(v.string()),
  text: v.string(),
  results: list(v.picklist(['create', 'update', 'consistent', 'skipped', 'unsupported', 'failed'])),
  level: v.picklist(['any', 'caution', 'unsafe']),
  collapsed: list(v.string()),
  scroll: v.number(),
  share: v.number(),
  showsEverything: v.boolean(),
  showsOptions: v.boolean(),
});

export type PanelMemory = v.InferOutput<typeof memorySchema>;

export const freshMemory: PanelMemory = {
  active: null,
  selected: [],
  text: '',
  results: [],
  level: 'any',
  collapsed: ['consistent'],
  scroll: 0,
  share: 40,
  showsEverything: false,
  showsOptions: false,
};

/** Names of a larger selection are not kept: the editor would write them to disk with every change. */
const mostSelected = 500;

export function keptSelection(names: readonly string[]): readonly string[] {
  return names.length > mostSelected ? [] : names;
}
