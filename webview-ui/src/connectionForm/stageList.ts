import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { TestStage, TestStageName } from '../../../src/protocol/connectionForm.ts';
import { visibleText } from '../../../src/shadow/visibleText.ts';
import { button } from '../controls/button.ts';
import { icon } from '../controls/icon.ts';
import type { IconName, IconTone } from '../controls/icon.ts';
import { t } from '../l10n.ts';
import { connectionFormTexts as texts } from '../strings/connectionForm.ts';
import type { TestRun } from './model/testRun.ts';

const names: Readonly<Record<TestStageName, string>> = {
  dns: texts.dns,
  tcp: texts.tcp,
  'ssh-jump': texts.sshJump,
  ssh: texts.sshStage,
  tls: texts.tlsStage,
  authentication: texts.authentication,
  privileges: texts.privileges,
};

interface Shown {
  readonly text: string;
  readonly icon: IconName;
  readonly tone: IconTone;
}

const waiting: Shown = { text: texts.stageWaiting, icon: 'circle-outline', tone: 'plain' };

const states: Readonly<Record<TestStage['state'], Shown>> = {
  running: { text: texts.stageRunning, icon: 'loading', tone: 'info' },
  ok: { text: texts.stageOk, icon: 'pass', tone: 'passed' },
  warning: { text: texts.stageWarning, icon: 'warning', tone: 'warning' },
  failed: { text: texts.stageFailed, icon: 'error', tone: 'error' },
  skipped: { text: texts.stageSkipped, icon: 'debug-step-over', tone: 'plain' },
};

/** The connection test, stage by stage, as it goes. */
export function stageList(
  run: TestRun,
  stages: readonly TestStageName[],
  onCopy: (stage: TestStageName) => void,
): TemplateResult {
  return html`<section class="test" aria-labelledby="test">
    <h2 id="test">${t(texts.testTitle)}</h2>
    <p class="note quiet" role="status">${t(sentences[run.kind])}</p>
    <ol class="stages">
      ${stages.map((name) => stageRow(name, run.kind === 'none' ? undefined : run.stages.get(name), onCopy))}
    </ol>
  </section>`;
}

const sentences: Readonly<Record<TestRun['kind'], string>> = {
  none: texts.testHint,
  running: texts.testHint,
  passed: texts.testPassed,
  failed: texts.testFailed,
};

function stageRow(
  name: TestStageName,
  stage: TestStage | undefined,
  onCopy: (stage: TestStageName) => void,
): TemplateResult {
  const { icon: picture, tone, text } = stage === undefined ? waiting : states[stage.state];
  const remedy = stage?.remedy ?? null;
  const detail = stage?.detail ?? null;
  return html`<li class="stage" data-stage=${name} data-state=${stage?.state ?? 'waiting'}>
    ${icon(picture, { tone })}
    <div class="stage-text">
      <p>
        ${t(names[name])}
        <span class=${stage === undefined || stage.state === 'ok' ? 'only-spoken' : 'quiet'}>${t(text)}</span>
      </p>
      ${detail === null ? nothing : html`<p class="quiet">${visibleText(detail)}</p>`}
      ${remedy === null ? nothing : html`<p>${visibleText(remedy)}</p>`}
      ${
        stage?.copyText == null
          ? nothing
          : html`<pre class="copy-text">${visibleText(stage.copyText)}</pre>
              ${button({ label: t(texts.copyText), icon: 'copy', onPress: () => onCopy(name) })}`
      }
    </div>
  </li>`;
}
