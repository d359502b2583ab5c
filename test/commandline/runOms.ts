import assert from 'node:assert/strict';
import { runCommandLine } from '../../src/commandline/main.ts';
import type { FakeOms } from '../support/oms/fakeOmsServer.ts';

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface OmsWords {
  readonly password?: string;
  readonly input?: string;
  /** How the server is reached; as the fake wants it unless something else is said. */
  readonly access?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs `shadow-sync oms` with these words, and sees to it that the password is repeated nowhere. */
export async function runOms(fake: FakeOms, words: readonly string[], more: OmsWords = {}): Promise<Ended> {
  const { password = fake.password, input = '' } = more;
  const access = more.access ?? ['--url', fake.url, '--user', fake.user, '--tls-ca', '/ca.pem'];
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCommandLine(['oms', ...words, ...access], {
    version: '0',
    environment: { SHADOW_SYNC_PASSWORD: password, ...more.environment },
    homeFolder: '/nowhere',
    writeOut: (text) => out.push(text),
    writeError: (text) => err.push(text),
    outIsTerminal: false,
    errorIsTerminal: false,
    readFirstLine: () => Promise.resolve(input),
    readFile: (path) =>
      path === '/ca.pem' ? Promise.resolve(fake.authority ?? '') : Promise.reject(new Error('no')),
    signal: new AbortController().signal,
  });
  const whole = out.join('') + err.join('');
  assert.ok(!whole.includes(fake.password), 'the password was repeated');
  return { code, out: out.join(''), err: err.join('') };
}
