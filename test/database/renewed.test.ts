import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Renewed } from '../../src/database/renewed.ts';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';

class Tunnel {
  lost: Error | null = null;
  isClosed = false;

  close(): Promise<void> {
    this.isClosed = true;
    this.lost ??= new Error('closed');
    return Promise.resolve();
  }
}

describe('what is opened anew after it broke', () => {
  it('is opened once for all who wait for it', async () => {
    const renewed = new Renewed<Tunnel>();
    const opened: Tunnel[] = [];
    const open = (): Promise<Tunnel> => {
      opened.push(new Tunnel());
      return Promise.resolve(opened.at(-1) ?? new Tunnel());
    };
    const [first, second] = await Promise.all([renewed.get(open), renewed.get(open)]);
    assert.equal(first, second);
    first.lost = new Error('gone');
    const [third, fourth] = await Promise.all([renewed.get(open), renewed.get(open)]);
    assert.equal(third, fourth);
    assert.notEqual(third, first);
    assert.equal(opened.length, 2);
  });

  it('is opened again by one of those who waited in vain', async () => {
    const renewed = new Renewed<Tunnel>();
    let attempts = 0;
    const open = async (): Promise<Tunnel> => {
      attempts++;
      if (attempts === 1) throw new Error('refused');
      return Promise.resolve(new Tunnel());
    };
    const [first, second, third] = await Promise.allSettled([
      renewed.get(open),
      renewed.get(open),
      renewed.get(open),
    ]);
    assert.deepEqual([first.status, second.status, third.status], ['rejected', 'fulfilled', 'fulfilled']);
    assert.equal(attempts, 2);
  });

  it('is asked once more when it turns out to be dead, and not when it only said no', async () => {
    const renewed = new Renewed<Tunnel>();
    const open = (): Promise<Tunnel> => Promise.resolve(new Tunnel());
    const asked: Tunnel[] = [];
    const answer = await renewed.use(open, (tunnel) => {
      asked.push(tunnel);
      if (asked.length > 1) return Promise.resolve('yes');
      tunnel.lost = new Error('gone');
      return Promise.reject(tunnel.lost);
    });
    assert.equal(answer, 'yes');
    assert.equal(new Set(asked).size, 2);
    await assert.rejects(
      renewed.use(open, (tunnel) => {
        asked.push(tunnel);
        return Promise.reject(new Error('no'));
      }),
      /no/,
    );
    assert.equal(asked.length, 3);
  });

  it('is closed also when it arrives only after the end, for which nobody waits', async () => {
    const renewed = new Renewed<Tunnel>();
    const late = new Tunnel();
    let arrive: (tunnel: Tunnel) => void = () => undefined;
    const waiting = renewed.get(() => new Promise((resolve) => (arrive = resolve)));
    await renewed.close();
    arrive(late);
    await assert.rejects(waiting, (error) => ShadowSyncError.is(error, 'connection'));
    assert.ok(late.isClosed);
    await assert.rejects(
      renewed.get(() => Promise.resolve(new Tunnel())),
      /closed already/,
    );
  });
});
