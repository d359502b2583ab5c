import assert from 'node:assert/strict';
import { OneAtATime } from '../../../src/editor/ui/oneAtATime.ts';

describe('work that is done once at a time', () => {
  it('does not begin again under the same name before it has ended, however it ends', async () => {
    const work = new OneAtATime();
    const endings: ((error: Error | null) => void)[] = [];
    let begun = 0;
    const long = (): Promise<void> => {
      begun += 1;
      return new Promise((resolve, reject) =>
        endings.push((error) => (error === null ? resolve() : reject(error))),
      );
    };
    const first = work.begin('a', long);
    assert.notEqual(first, null);
    assert.equal(work.begin('a', long), null);
    const other = work.begin('b', long);
    assert.notEqual(other, null);
    assert.equal(begun, 2);
    endings[0]?.(null);
    await first;
    const second = work.begin('a', long);
    assert.notEqual(second, null);
    endings[2]?.(new Error('broken'));
    await assert.rejects(second ?? Promise.resolve(), /broken/);
    assert.notEqual(work.begin('a', long), null);
  });

  it('may begin again when it could not even begin', () => {
    const work = new OneAtATime();
    const broken = (): Promise<void> => {
      throw new Error('at once');
    };
    assert.throws(() => work.begin('a', broken), /at once/);
    assert.notEqual(
      work.begin('a', () => Promise.resolve()),
      null,
    );
  });
});
