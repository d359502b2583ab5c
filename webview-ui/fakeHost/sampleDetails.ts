/** What the sample pairs look like in full. */
import type { PairDetails, PairRow, PairSection } from '../../src/protocol/schemaDiff.ts';
import { longSql } from './longTexts.ts';

type SampleRow = PairSection['rows'][number];

const same = (name: string, text: string): SampleRow => ({ name, kind: 'same', source: text, shadow: text });

/** A name as long as this has statements that are as long (longTexts.ts). */
const isLong = ({ source }: PairRow): boolean => source.length === 64;

const columns: readonly SampleRow[] = [
  same('id', 'bigint unsigned NOT NULL AUTO_INCREMENT'),
  same('customer_id', 'bigint unsigned NOT NULL'),
  {
    name: 'status',
    kind: 'changed',
    source:
      "enum('new','paid','sent','returned') CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci NOT NULL DEFAULT 'new'",
    shadow:
      "enum('new','paid','sent') CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci NOT NULL DEFAULT 'new'",
  },
  { name: 'total', kind: 'changed', source: 'decimal(14,4) NOT NULL', shadow: 'decimal(12,2) NOT NULL' },
  {
    name: 'placed_at',
    kind: 'added',
    source: 'datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6)',
    shadow: null,
  },
  { name: 'note', kind: 'removed', source: null, shadow: 'varchar(20) DEFAULT NULL' },
  { name: 'channel', kind: 'moved', source: 'after customer_id', shadow: 'after total' },
];

const sections: readonly PairSection[] = [
  { kind: 'columns', rows: columns },
  { kind: 'primary key', rows: [same('PRIMARY', '(`id`)')] },
  {
    kind: 'indexes',
    rows: [
      same('ix_customer', 'KEY (`customer_id`)'),
      { name: 'ix_placed', kind: 'added', source: 'KEY (`placed_at` DESC)', shadow: null },
    ],
  },
  {
    kind: 'foreign keys',
    rows: [same('fk_customer', 'FOREIGN KEY (`customer_id`) REFERENCES `__test_customers` (`id`)')],
  },
  { kind: 'options', rows: [same('ENGINE', 'InnoDB'), same('COLLATE', 'utf8mb4_0900_ai_ci')] },
];

const unknownClause =
  'CREATE TABLE `geo_regions` (\n  `id` int NOT NULL,\n  `area` polygon NOT NULL,\n  PRIMARY KEY (`id`)\n)';

/** The details of any pair of any sample. */
export function detailsOf(row: PairRow): PairDetails {
  const none = { id: row.id, source: row.source, shadow: row.shadow, result: row.result, reason: row.reason };
  const empty = { ...none, sections: [], findings: [], statements: [], texts: null };
  switch (row.result) {
    case 'consistent':
      return { ...empty, sections: sections.map(withoutChanges) };
    case 'unsupported':
      return {
        ...empty,
        texts: {
          server: `${unknownClause} ENGINE=InnoDB WITH SYSTEM VERSIONING`,
          printed: `${unknownClause} ENGINE=InnoDB`,
        },
      };
    case 'failed':
    case 'skipped':
      return empty;
    case 'create':
      return {
        ...empty,
        sections: sections.map(onlySource),
        statements: [
          {
            id: 1,
            sql: `CREATE TABLE \`shop\`.\`${row.shadow}\` (\n  \`id\` bigint unsigned NOT NULL AUTO_INCREMENT,\n  PRIMARY KEY (\`id\`)\n) ENGINE=InnoDB`,
            findings: [...row.codes],
            undo: `DROP TABLE \`shop\`.\`${row.shadow}\``,
            undoNote: null,
            outcome: row.outcome,
            error: null,
          },
        ],
      };
    case 'update':
      return { ...empty, sections, findings: findingsOf(row), statements: statementsOf(row) };
  }
}

function findingsOf(row: PairRow): PairDetails['findings'] {
  const note = `Drops the column note of ${row.shadow}: its values are lost, and no undo brings them back.`;
  return row.codes.map((code, at) => ({
    code,
    level: at === 0 ? (row.level ?? 'info') : 'info',
    message: at === 0 ? note : 'Makes the decimal places of total more; existing values keep theirs.',
    documentation: `findings#${code}`,
  }));
}

function statementsOf(row: PairRow): PairDetails['statements'] {
  return [
    {
      id: row.id * 10 + 1,
      sql: isLong(row)
        ? longSql(row.shadow)
        : `ALTER TABLE \`shop\`.\`${row.shadow}\`\n  DROP COLUMN \`note\`,\n  MODIFY COLUMN \`total\` decimal(14,4) NOT NULL,\n  ADD COLUMN \`placed_at\` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) AFTER \`total\``,
      findings: [...row.codes],
      undo: `ALTER TABLE \`shop\`.\`${row.shadow}\`\n  ADD COLUMN \`note\` varchar(20) DEFAULT NULL,\n  DROP COLUMN \`placed_at\``,
      undoNote: 'The values of note are not brought back.',
      outcome: row.outcome,
      error:
        row.outcome === 'failed' ? 'Lock wait timeout exceeded; try restarting transaction (1205)' : null,
    },
    ...(row.statements > 1
      ? [
          {
            id: row.id * 10 + 2,
            sql: `ALTER TABLE \`shop\`.\`${row.shadow}\`\n  ADD KEY \`ix_placed\` (\`placed_at\` DESC)`,
            findings: [],
            undo: null,
            undoNote: null,
            outcome: row.outcome === 'succeeded' ? ('succeeded' as const) : null,
            error: null,
          },
        ]
      : []),
  ];
}

function withoutChanges({ kind, rows }: PairSection): PairSection {
  return { kind, rows: rows.filter((row) => row.kind === 'same') };
}

function onlySource({ kind, rows }: PairSection): PairSection {
  const added = rows.filter(({ source }) => source !== null);
  return { kind, rows: added.map(({ name, source }) => ({ name, kind: 'added', source, shadow: null })) };
}
