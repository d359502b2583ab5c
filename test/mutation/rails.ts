/**
 * The rails that keep a run safe, each with the way to break it and the test that must notice (reliability.md §11, mutation
 * check). `npm run test:mutations` breaks one at a time in a copy of this tree.
 */
export interface Rail {
  /** What it guards, in a few words. */
  readonly name: string;
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly text: string;
  readonly broken: string;
  readonly test: string;
  /** The tests of that file that are run; all of them when it is left out. */
  readonly grep?: string;
}

const mariadb = '\\[mariadb-10\\.11\\]';

export const rails: readonly Rail[] = [
  {
    name: 'session lock (R8)',
    file: 'src/database/mysql/sessionLocks.ts',
    text: "if (locked !== '1') return { kind: 'busy', holder: await holderOf(connection, name) };",
    broken: "if (locked !== '1') return { kind: 'held' };",
    test: 'test/contract/ddlServer.test.ts',
    grep: `${mariadb} X-01`,
  },
  {
    name: 'source fingerprint before a statement (R7)',
    file: 'src/task/runGroup.ts',
    text: "if (sourceNow.kind !== 'known' || sourceNow.fingerprint !== planned?.source)",
    broken: "if (sourceNow.kind !== 'known')",
    test: 'test/execution/movedTables.test.ts',
    grep: `${mariadb} X-14`,
  },
  {
    name: 'shadow fingerprint before a statement (R7)',
    file: 'src/task/runGroup.ts',
    text: 'const position = points.get(key) ?? null;',
    broken: 'const position = points.get(key) ?? 0;',
    test: 'test/execution/movedTables.test.ts',
    grep: `${mariadb} X-15`,
  },
  {
    name: 'record before sending (R11)',
    file: 'src/task/attemptStatement.ts',
    text: "await context.record({\n    kind: 'intent',",
    broken: "void context.record({\n    kind: 'intent',",
    test: 'test/task/runPlanFaults.test.ts',
    grep: 'X-20',
  },
  {
    name: 'sql_mode pin (R8)',
    file: 'src/database/mysql/sessionSettings.ts',
    text: "{ name: 'sql_mode', value: ddlModes.join(','), need: 'must' },",
    broken: '',
    test: 'test/contract/ddlServer.test.ts',
    grep: `${mariadb} (R8|P-05)`,
  },
  {
    name: 'gate: one statement (R1)',
    file: 'src/diff/mysql/gate/lexStatement.ts',
    text: 'refuseComment(sql, at, mark);\n  if (!MARKS.has(mark))',
    broken: "if (mark !== ';') refuseComment(sql, at, mark);\n  if (mark !== ';' && !MARKS.has(mark))",
    test: 'test/diff/mysql/gate/gate.test.ts',
  },
  {
    name: 'gate: references (R1)',
    file: 'src/diff/mysql/gate/checkBody.ts',
    text: "if (word === 'REFERENCES') checkReference(body, at);",
    broken: '',
    test: 'test/diff/mysql/gate/gate.test.ts',
  },
  {
    name: 'what is not printed as the server prints it is unsupported (R2)',
    file: 'src/schema/mysql/readTable.ts',
    text: 'if (difference !== null) {',
    broken: "if (difference !== null && text === '') {",
    test: 'test/schema/mysql/readTable.test.ts',
  },
  {
    name: 'no file of somebody else is written to (wx, F-08)',
    file: 'src/store/fileJournal.ts',
    text: 'constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;',
    broken: 'constants.O_CREAT;',
    test: 'test/store/fileJournal.test.ts',
    grep: 'F-08',
  },
  {
    name: 'revision check of the store (F-01)',
    file: 'src/store/generations/publishGeneration.ts',
    text: 'await retryBusy(context.clock, () => context.link(temp, path));',
    broken: 'await retryBusy(context.clock, () => context.rename(temp, path));',
    test: 'test/store/generations/interleavings.test.ts',
    grep: 'by links$',
  },
  {
    name: 'does the shadow exist',
    file: 'src/shadow/pairing.ts',
    text: 'shadowExists: existing !== undefined',
    broken: 'shadowExists: false',
    test: 'test/contract/planChanges.test.ts',
    grep: `${mariadb} P-0[34]`,
  },
  {
    name: 'verify after the run (R5)',
    file: 'src/task/runGroup.ts',
    text: "live.kind === 'known' && live.fingerprint === table.expected;",
    broken: "live.kind === 'known';",
    test: 'test/execution/movedTables.test.ts',
    grep: `${mariadb} R5`,
  },
  {
    name: 'marker check before KILL (R10)',
    file: 'src/database/mysql/ddlServer.ts',
    text: "if (!text.startsWith(comment)) return 'not-ours';",
    broken: '',
    test: 'test/execution/connection.test.ts',
    grep: `${mariadb} X-09`,
  },
  {
    name: 'unsafe is not allowed (R3)',
    file: 'src/task/admission.ts',
    text: "(finding.level === 'unsafe' || finding.level === 'refused') && !allow(statement, finding)",
    broken: "finding.level === 'refused' && !allow(statement, finding)",
    test: 'test/contract/planChanges.test.ts',
    grep: `${mariadb} P-04`,
  },
  {
    name: 'the same server after a reconnect (X-19)',
    file: 'src/database/mysql/serverFacts.ts',
    text: '=== facts.identity) return;',
    broken: "!== '') return;",
    test: 'test/execution/connection.test.ts',
    grep: `${mariadb} X-19 after`,
  },
  {
    name: 'an abort ends all waiting (X-08)',
    file: 'src/task/abortGrace.ts',
    text: 'const graceMs = 1200;',
    broken: 'const graceMs = 120_000;',
    test: 'test/task/runPlanAbort.test.ts',
    grep: 'X-08',
  },
  {
    name: 'a run of a living process is not taken over (S12)',
    file: 'src/store/processIdentity.ts',
    text: "return canBeSignalled(identity.pid) ? 'alive' : 'gone';",
    broken: "return 'gone';",
    test: 'test/store/journalOwner.test.ts',
  },
  {
    name: 'foreign keys from outside the range',
    file: 'src/shadow/outsideKeys.ts',
    text: 'dialect.disturbs(from, to, columns)',
    broken: 'dialect.disturbs(from, from, columns)',
    test: 'test/contract/planOutsideKeys.test.ts',
    grep: `${mariadb} a shadow outside`,
  },
];
