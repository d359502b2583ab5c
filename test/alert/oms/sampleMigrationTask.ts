import type { MigrationStep, MigrationTask, TaskStatus } from '../../../src/alert/oms/migrationServer.ts';
import type { ProtectionLevel } from '../../../src/alert/model/alertEvent.ts';

export interface SampleParts {
  readonly id?: string;
  readonly type?: 'MIGRATION' | 'SYNC';
  readonly status?: TaskStatus;
  readonly level?: ProtectionLevel;
  readonly delay?: number | null;
  /** Of the sample, in milliseconds. */
  readonly at?: number;
  readonly failedStep?: string;
}

/** A task that follows its source; times in milliseconds. */
export function sampleMigrationTask(parts: SampleParts = {}): MigrationTask {
  const { id = 'np_1', type = 'SYNC', status = 'RUNNING', level = 'HIGH', delay = 5, at = 0 } = parts;
  return {
    id,
    name: 'orders',
    type: { kind: 'known', name: type },
    status: { kind: 'known', name: status },
    level: { kind: 'known', name: level },
    owner: 'admin',
    labels: [],
    createdAt: 0,
    startedAt: 0,
    finishedAt: null,
    isModifying: false,
    isMerging: false,
    sourceType: 'MYSQL',
    targetType: 'OB_MYSQL',
    steps: [stepOf(parts, delay, at)],
    runningStep: null,
    runningProgress: null,
    syncDelaySeconds: null,
    syncDelaySampledAt: null,
    isAlarming: null,
  };
}

function stepOf({ failedStep }: SampleParts, delay: number | null, at: number): MigrationStep {
  const hasFailed = failedStep !== undefined;
  return {
    order: 1,
    name: failedStep ?? 'INCR_TRANSFER',
    description: null,
    status: { kind: 'known', name: hasFailed ? 'FAILED' : 'MONITORING' },
    progress: 40,
    startedAt: 0,
    finishedAt: null,
    failure: hasFailed ? { code: 'CM-1', message: '缺少列', proposal: '添加列', failedAt: null } : null,
    checkpointAt: delay === null || hasFailed ? null : at - delay * 1000,
    sampledAt: delay === null || hasFailed ? null : at,
  };
}
