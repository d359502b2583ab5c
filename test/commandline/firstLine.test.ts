import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { firstLine } from '../../src/commandline/firstLine.ts';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';

describe('the first line of standard input', () => {
  const never = new AbortController().signal;

  it('is there before the input has ended', async () => {
    const input = new PassThrough();
    const line = firstLine(input, never);
    input.write('c4n');
    input.write('äry\r\nmore');
    assert.equal(await line, 'c4näry');
  });

  it('needs no line break at its end, and may be empty', async () => {
    assert.equal(await firstLine(new PassThrough().end('c4nary'), never), 'c4nary');
    assert.equal(await firstLine(new PassThrough().end(), never), '');
  });

  it('is not waited for after Ctrl-C', async () => {
    const stop = new AbortController();
    const line = firstLine(new PassThrough(), stop.signal);
    stop.abort();
    await assert.rejects(line, (error) => ShadowSyncError.is(error, 'cancelled'));
    await assert.rejects(firstLine(new PassThrough(), stop.signal), (error) =>
      ShadowSyncError.is(error, 'cancelled'),
    );
  });
});
