/** Approval processes that exist only in the page. */
import type { Port } from '../../src/protocol/channel.ts';
import { approvalProcessesContract, maxProcesses } from '../../src/protocol/approvalProcesses.ts';
import type {
  ApprovalProcessesState,
  SaveResult,
  ShownProcess,
} from '../../src/protocol/approvalProcesses.ts';
import { openHostEnd } from '../../src/protocol/hostEnd.ts';
import { longName } from './longTexts.ts';

const noConditions: ShownProcess['conditions'] = {
  connection: null,
  environment: null,
  database: null,
  tablesFrom: null,
  level: null,
  creator: null,
};

const samples: readonly ShownProcess[] = [
  {
    id: 'p1',
    name: 'Production, unsafe',
    isEnabled: true,
    conditions: { ...noConditions, environment: 'production', level: 'unsafe', tablesFrom: 10 },
    nodes: [
      { name: 'Database team', approvers: ['grace', 'linus'], isAutomatic: false },
      { name: 'Release', approvers: [], isAutomatic: false },
    ],
    expiryHours: { approval: 24, waiting: 48, execution: 12 },
  },
  {
    id: 'p2',
    name: 'Staging',
    isEnabled: true,
    conditions: { ...noConditions, connection: 'c1', database: 'shop*' },
    nodes: [{ name: 'Note', approvers: [], isAutomatic: true }],
    expiryHours: { approval: null, waiting: null, execution: null },
  },
  {
    id: 'p3',
    name: 'Everything else',
    isEnabled: false,
    conditions: noConditions,
    nodes: [],
    expiryHours: { approval: null, waiting: null, execution: null },
  },
];

const hostile = '<img src=x onerror=alert(1)> [Fix](command:x) \u202egnp $(trash)';

function processesOf(scene: string): readonly ShownProcess[] {
  if (scene === 'empty') return [];
  if (scene === 'long') return samples.map(longProcess);
  if (scene === 'many') {
    return Array.from({ length: maxProcesses }, (_, i) => ({
      ...(samples[i % samples.length] ?? newProcess('')),
      id: `m${String(i)}`,
      name: `Process ${String(i + 1)}`,
    }));
  }
  if (scene !== 'odd') return samples;
  const nodes = [{ name: hostile, approvers: [hostile], isAutomatic: false }];
  return samples.map((one) => ({ ...one, name: hostile, nodes }));
}

/** As many nodes, approvers and letters as somebody may give it. */
function longProcess(process: ShownProcess): ShownProcess {
  const approvers = Array.from({ length: 20 }, (_, i) => longName(`person${String(i)}`, 40));
  const names = [1, 2, 3, 4, 5, 6].map((n) => longName(`node_${String(n)}`, 100));
  return {
    ...process,
    name: `${process.name}: ${longName('approval', 80)}`,
    conditions: {
      ...process.conditions,
      connection: 'c1',
      database: longName('finance'),
      creator: longName('ada'),
    },
    nodes: names.map((name) => ({ name, approvers, isAutomatic: false })),
  };
}

function newProcess(id: string): ShownProcess {
  return {
    id,
    name: '',
    isEnabled: true,
    conditions: noConditions,
    nodes: [{ name: 'Review', approvers: [], isAutomatic: false }],
    expiryHours: { approval: 24, waiting: 48, execution: 24 },
  };
}

function titleOf(scene: string): string {
  if (scene === 'long') return longName('task', 200);
  return scene === 'odd' ? hostile : 'Load test of the checkout';
}

/** The first that is switched on. */
function matching(tried: readonly ShownProcess[]): { process: string | null; name: string; why: string } {
  const found = tried.find(({ isEnabled }) => isEnabled);
  if (found === undefined) {
    return { process: null, name: 'No approval', why: 'No approval process matches this task.' };
  }
  const why = 'The environment is production. The highest finding is unsafe.';
  return { process: found.id, name: found.name, why };
}

export function playApprovalProcesses(port: Port, scene: string): void {
  let processes = processesOf(scene);
  let revision = 1;
  let made = 0;
  let asked = 0;
  const state = (): ApprovalProcessesState => ({
    processes,
    revision,
    advice:
      'These tasks live on this computer only: an approval here is a checklist for yourself, not a control by somebody else.',
    connections: [
      { id: 'c1', name: scene === 'long' ? longName('reporting') : 'Shop (staging)' },
      { id: 'c2', name: scene === 'odd' ? hostile : 'Shop' },
    ],
    tasks: scene === 'empty' ? [] : [{ id: 't1nk4z8c0p7x', title: titleOf(scene) }],
    person: 'ada',
  });
  openHostEnd({
    contract: approvalProcessesContract,
    port,
    describeError: () => ({
      code: 'store-unreadable',
      message: 'The store in /home/ada/.shadow-sync can’t be read.',
      remedy: 'Look whether the folder is there and may be read, then try again.',
    }),
    onRefused: (reason) => window.harness.refused.push(reason),
    handlers: {
      ready: () => {
        asked += 1;
        if (scene === 'unanswered' && asked === 1) throw new Error('not now');
        return state();
      },
      save: (request): SaveResult => {
        if (scene === 'failed') throw new Error('not now');
        const unnamed = request.processes.findIndex(({ name }) => name === '');
        if (unnamed >= 0) {
          return {
            kind: 'refused',
            errors: [{ process: unnamed, field: 'name', message: 'Give it a name.' }],
          };
        }
        if (scene === 'conflict' && !request.isForced) {
          revision += 1;
          processes = samples.slice(1);
          return { kind: 'conflict', state: state() };
        }
        processes = request.processes;
        revision += 1;
        return { kind: 'saved', state: state() };
      },
      create: () => {
        made += 1;
        return newProcess(`new${String(made)}`);
      },
      tryOn: ({ processes: tried }) => matching(tried),
      close: () => ({}),
    },
  });
}
