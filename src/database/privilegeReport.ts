/** What a connection's test says about privileges: its last stage. */
import type { StageState } from '../connection/connectionTest.ts';
import type { Said } from '../schema/phrase.ts';

export interface PrivilegeReport {
  readonly state: Exclude<StageState, 'running'>;
  readonly detail: Said;
  readonly remedy: Said | null;
  /** The statements that grant what is missing. */
  readonly copyText: string | null;
}

export function privilegeReport(
  state: PrivilegeReport['state'],
  detail: Said,
  remedy: Said | null = null,
  copyText: string | null = null,
): PrivilegeReport {
  return { state, detail, remedy, copyText };
}
