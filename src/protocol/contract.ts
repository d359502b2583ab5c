/**
 * What one panel and the editor say to each other: requests go from panel to editor and have one answer, events go from
 * editor to panel. A new panel is one more file like schemaDiff.ts beside this one: its schemas, its types inferred from
 * them, and one value that satisfies `PanelContract`.
 */
import * as v from 'valibot';

export interface RequestContract {
  readonly params: v.GenericSchema;
  readonly result: v.GenericSchema;
}

export interface PanelContract {
  readonly requests: Readonly<Record<string, RequestContract>>;
  /** Complete snapshots or "changed, ask again", never deltas: a panel that is hidden misses them (style.md §2). */
  readonly events: Readonly<Record<string, v.GenericSchema>>;
}

export type RequestName<C extends PanelContract> = keyof C['requests'] & string;
export type EventName<C extends PanelContract> = keyof C['events'] & string;

export type Params<C extends PanelContract, N extends RequestName<C>> = v.InferOutput<
  C['requests'][N]['params']
>;
export type Result<C extends PanelContract, N extends RequestName<C>> = v.InferOutput<
  C['requests'][N]['result']
>;
export type EventBody<C extends PanelContract, N extends EventName<C>> = v.InferOutput<C['events'][N]>;

/** For requests without parameters and answers without content. */
export const nothing = v.strictObject({});

/** A list as contracts have it: whoever receives one doesn't change it, whoever sends one may have a read-only one. */
export function list<const S extends v.GenericSchema>(
  item: S,
): v.SchemaWithPipe<readonly [v.ArraySchema<S, undefined>, v.ReadonlyAction<v.InferOutput<S>[]>]> {
  return v.pipe(v.array(item), v.readonly());
}

/** A whole number from 0: a count, a position, an id. */
export const wholeNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
