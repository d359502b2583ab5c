/** What every message between editor and panel looks like from outside. */
import * as v from 'valibot';

/** The form of the envelope; a panel of an older build that is still open is told apart by it. */
export const envelopeVersion = 1;

/** A panel has little to say: choices and drafts. More than this is no panel of ours (U7, U-05). */
export const maxFromPanel = 1024 * 1024;

const kind = v.picklist(['request', 'result', 'error', 'cancel', 'event']);

/** The body is checked by the contract, once the name says which. */
export const envelopeSchema = v.strictObject({
  v: v.literal(envelopeVersion),
  /** Ties results, errors and cancels to their request; 0 for events. */
  id: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  kind,
  name: v.pipe(v.string(), v.maxLength(64)),
  body: v.unknown(),
});

export type Envelope = v.InferOutput<typeof envelopeSchema>;

/** All that crosses the glass of an error: no stack, no cause, no server text that was not meant for people. */
export const errorBodySchema = v.strictObject({
  code: v.string(),
  message: v.string(),
  remedy: v.nullable(v.string()),
});

export type ErrorBody = v.InferOutput<typeof errorBodySchema>;
