/** The error that a call ends with, which must name a remedy and hold no secret of the fake's account. */
import assert from 'node:assert/strict';
import { ShadowSyncError } from '../../../src/schema/shadowSyncError.ts';
import type { FakeOms } from './fakeOmsServer.ts';

/** Fails when the call succeeds. */
export async function errorOf(work: Promise<unknown>, fake: FakeOms): Promise<ShadowSyncError> {
  const outcome = await work.then(
    () => null,
    (error: unknown) => error,
  );
  assert.ok(ShadowSyncError.is(outcome), String(outcome));
  const whole = `${outcome.message} ${outcome.remedy ?? ''} ${JSON.stringify(outcome)} ${outcome.stack ?? ''}`;
  const secret = Buffer.from(`${fake.user}:${fake.password}`, 'utf8').toString('base64');
  assert.ok(!whole.includes(fake.password) && !whole.includes(secret), whole);
  assert.ok(outcome.code === 'cancelled' || outcome.remedy !== null, outcome.message);
  return outcome;
}
