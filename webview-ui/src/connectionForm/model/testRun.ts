import type { ConnectionDraft, TestStage, TestStageName } from '../../../../src/protocol/connectionForm.ts';

/** The life of a connection test. Stages come one by one; each is replaced as a whole. */
export type TestRun =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'running' | 'passed' | 'failed';
      readonly stages: ReadonlyMap<TestStageName, TestStage>;
    };

/** The stages that a draft will go through, in order; known before the test begins, so that nothing moves then. */
export function stagesOf({ ssh, tls }: ConnectionDraft): readonly TestStageName[] {
  return [
    'dns',
    'tcp',
    ...(ssh?.jump == null ? [] : (['ssh-jump'] as const)),
    ...(ssh === null ? [] : (['ssh'] as const)),
    ...(tls.mode === 'off' ? [] : (['tls'] as const)),
    'authentication',
    'privileges',
  ];
}

export function withStage(run: TestRun, stage: TestStage): TestRun {
  // An event of a test that is over, or was cancelled, comes too late to count.
  if (run.kind !== 'running') return run;
  return { ...run, stages: new Map(run.stages).set(stage.stage, stage) };
}
