import type { Said } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { ErrorCode } from '../../schema/shadowSyncError.ts';

/** What went wrong with an SSH server; `copyText` is what somebody has to paste elsewhere to help it. */
export class SshError extends ShadowSyncError {
  readonly copyText: string | null;

  constructor(code: ErrorCode, message: Said, remedy: Said, copyText: string | null = null) {
    super(code, message, { remedy });
    this.copyText = copyText;
  }
}
