import type { ComparisonRequest } from '../../../comparison/comparisonRequest.ts';
import type { TaskIntent } from '../../../task/model/task.ts';
import type { Execution } from '../../../task/schedule/execution.ts';

/** How long a lock is waited for unless somebody says otherwise, in seconds. */
export const usualLockWait = 60;

/** The task that does what is compared, with the defaults of the form for all else. Without `vscode`. */
export function intentOfRequest(
  { connection, database, rule, range, skip, adopt, options }: ComparisonRequest,
  execution: Execution = { kind: 'manual' },
): TaskIntent {
  const { id, name, environment } = connection;
  return {
    kind: 'shadow-sync',
    connection: { id, name, environment },
    ...{ database, rule, range, skip, adopt, options, execution },
    onError: 'abort',
    allowed: [],
    lockWaitSeconds: usualLockWait,
    parallel: 1,
    remarks: '',
    tags: [],
  };
}
