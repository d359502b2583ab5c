/**
 * Named places where a write can be made to die or to wait, so that tests can prove what is found afterwards
 * (reliability.md §11, F-02). The product passes none; what kills and pauses lives with the tests.
 */
export const storeFailPointNames = [
  'store.after-read',
  'store.temp-made',
  'store.temp-written',
  'store.temp-synced',
  'store.claim-free',
  'store.claim-made',
  'store.claim-written',
  'store.claim-held',
  'store.published',
  'store.checked',
  'store.folder-synced',
  'store.temp-removed',
  'store.pruning',
  'store.backed-up',
] as const;

export type StoreFailPointName = (typeof storeFailPointNames)[number];

/** Called when a write comes by; resolves when it may go on, throws or never returns when it may not. */
export type StoreFailPoint = (name: StoreFailPointName) => Promise<void>;
