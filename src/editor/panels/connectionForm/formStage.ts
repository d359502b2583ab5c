/** Stages of a connection test as the form shows them. Without `vscode`. */
import type { ConnectionStage, StageReport } from '../../../connection/connectionTest.ts';
import type { TestStage, TestStageName } from '../../../protocol/connectionForm.ts';
import { english } from '../../../schema/phrase.ts';
import type { Saying } from '../../../schema/phrase.ts';

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
export function formStage(report: StageReport, say: Saying = english): TestStage | null {
  const { stage, state, copyText } = report;
  const detail = report.saidDetail ?? report.detail;
  const remedy = report.saidRemedy ?? report.remedy;
  const isFailedForward = stage === 'forward' && state === 'failed';
  const name = isFailedForward ? 'ssh' : formStageName(stage);
  return name === null
    ? null
    : {
        stage: name,
        state,
        detail: detail === null ? null : say(detail),
        remedy: remedy === null ? null : say(remedy),
        copyText,
      };
}
