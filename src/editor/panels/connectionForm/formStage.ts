/** Stages of a connection test as the form shows them. Without `vscode`. */
import type { ConnectionStage, StageReport } from '../../../connection/connectionTest.ts';
import type { TestStage, TestStageName } from '../../../protocol/connectionForm.ts';

/** The form's name of a stage; null for what is part of the stage before it. */
function formStageName(stage: ConnectionStage): TestStageName | null {
  switch (stage) {
    case 'jump':
      return 'ssh-jump';
    case 'forward':
      return null;
    case 'dns':
    case 'tcp':
    case 'ssh':
    case 'tls':
    case 'authentication':
    case 'privileges':
      return stage;
  }
}

/** Null for what the form has no line for. A forwarding that fails is the SSH server's failure. */
export function formStage(report: StageReport): TestStage | null {
  const { stage, state, detail, remedy, copyText } = report;
  const isFailedForward = stage === 'forward' && state === 'failed';
  const name = isFailedForward ? 'ssh' : formStageName(stage);
  return name === null ? null : { stage: name, state, detail, remedy, copyText };
}
