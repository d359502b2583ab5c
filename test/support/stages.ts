/** What the tests of the staged connection test share. */
import assert from 'node:assert/strict';
import type { ConnectionTarget } from '../../src/connection/connectionTarget.ts';
import type {
  ConnectionTestOptions,
  ConnectionTestResult,
  StageReport,
} from '../../src/connection/connectionTest.ts';
import { parseConnectionUrl } from '../../src/connection/connectionUrl.ts';
import { testConnection } from '../../src/database/mysql/testConnection.ts';
import type { TestServer } from './servers/startServer.ts';

/** The password that must never be seen. */
export const canary = 'Canary-stages-662607';

/** How each stage ended, in short. */
export function ends(result: ConnectionTestResult): readonly string[] {
  return result.stages.map(({ stage, state }) => `${stage} ${state}`);
}

export function stage(result: ConnectionTestResult, name: string): StageReport {
  const found = result.stages.find((each) => each.stage === name);
  assert.ok(found !== undefined, `no stage ${name}`);
  return found;
}

export function targetOf(server: TestServer, change: Partial<ConnectionTarget> = {}): ConnectionTarget {
  return { ...parseConnectionUrl(server.url()).target, ...change };
}

export async function tested(
  target: ConnectionTarget,
  options: ConnectionTestOptions = {},
): Promise<ConnectionTestResult> {
  const told: StageReport[] = [];
  const result = await testConnection(target, { ...options, onReport: (report) => told.push(report) });
  assert.ok(!JSON.stringify(told).includes(canary));
  for (const report of result.stages) {
    // Each end was told once, and nothing began after it.
    const own = told.filter((each) => each.stage === report.stage);
    assert.deepEqual(own.at(-1), report);
    assert.ok(own.length <= 2, JSON.stringify(own));
    if (own.length === 2) assert.equal(own[0]?.state, 'running');
    if (report.state === 'failed') assert.ok(report.remedy !== null, report.detail ?? '');
  }
  return result;
}
