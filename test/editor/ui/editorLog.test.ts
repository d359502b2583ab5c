import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { LogOutputChannel } from 'vscode';
import { editorLog } from '../../../src/editor/ui/editorLog.ts';

describe('the log', () => {
  it('C-12: holds no secret, at no level', () => {
    const lines: string[] = [];
    const write = (message: string): void => void lines.push(message);
    // Only what the log writes with; the channel itself is VS Code's.
    const channel = { debug: write, info: write, warn: write, error: write } as unknown as LogOutputChannel;
    const log = editorLog(channel);
    for (const level of ['debug', 'info', 'warn', 'error'] as const) {
      log[level]('connecting to mysql://app:canary@db.example/shop');
      log[level]("password='canary' is wrong");
    }
    assert.equal(lines.length, 8);
    assert.ok(!lines.join().includes('canary'), lines.join('\n'));
  });
});
