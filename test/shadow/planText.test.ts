import assert from 'node:assert/strict';
import fc from 'fast-check';
import { tableKey } from '../../src/schema/tableName.ts';
import type { Plan } from '../../src/shadow/analysis.ts';
import { atOnce } from '../../src/shadow/inSlices.ts';
import { makePlan } from '../../src/shadow/plan.ts';
import { placingPlanText, placingUndoText, planText, undoText } from '../../src/shadow/planText.ts';
import { toyDialect } from '../support/toyDialect.ts';
import {
  inShop,
  serverIdentity,
  statementsOf,
  toyAnalysis,
  toyPlan,
  typeChange,
} from '../support/toyPlans.ts';
import { ToyServer } from '../support/toyServer.ts';

const request = { dialect: 'toy', madeAt: '2027-03-01 09:00:00 UTC' };

/** The statements of a text, found as a command line tool finds them: comments out, then up to the semicolon. */
function statementsIn(text: string): string[] {
  const found: string[] = [];
  let current = '';
  for (let i = 0; i < text.length; i++) {
    const character = text[i] ?? '';
    if (character === '"') {
      const end = /^"(?:[^"\\]|\\.)*"/s.exec(text.slice(i))?.[0] ?? '';
      current += end;
      i += end.length - 1;
    } else if (text.startsWith('-- ', i)) {
      i = text.indexOf('\n', i);
    } else if (character === ';') {
      found.push(current.trim());
      current = '';
    } else {
      current += character;
    }
  }
  assert.equal(current.trim(), '', 'nothing stands outside statements and comments');
  return found;
}

describe('plan text', () => {
  it('says what it is, for which databases, by which rule, when, how much, and of which plan', async () => {
    const plan = await toyPlan(typeChange());
    const text = planText(plan, request);
    assert.deepEqual(text.split('\n').slice(0, 9), [
      '-- Shadow Sync: change SQL',
      '-- toy, database shop',
      '-- Naming rule: prefix _',
      '-- Made at 2027-03-01 09:00:00 UTC',
      '-- 4 statements for 2 shadow tables',
      `-- Plan ${plan.hash}`,
      '',
      '-- shop._c (from shop.c)',
      '-- SS104 caution: Drops a foreign key. This plan only takes it away for a moment and puts it back.',
    ]);
  });

  it('names the shadow database when it is another one, and what is left as it is', async () => {
    const server = typeChange();
    const plan = makePlan(await toyAnalysis(server), {
      dialect: toyDialect(),
      serverIdentity,
      skip: new Set([tableKey(inShop('_c'))]),
    });
    assert.match(planText(plan, request), /^-- Left as it is: shop\._p: .*skipped$/m);
    const elsewhere: Plan = {
      ...plan,
      shadowDatabase: 'copy',
      rule: { prefix: '', suffix: '_s', shadowDatabase: 'copy' },
    };
    assert.match(planText(elsewhere, request), /^-- toy, source database shop, shadow database copy$/m);
    assert.match(planText(elsewhere, request), /^-- Naming rule: suffix _s, shadow tables in copy$/m);
  });

  it('the undo text has the reverse, last statement first, with what does not come back', async () => {
    const server = new ToyServer()
      .table('shop', 'a', ['id int'])
      .table('shop', '_a', ['id int', 'note int'])
      .table('shop', 'b', ['id int']);
    const text = undoText(await toyPlan(server), request);
    assert.deepEqual(statementsIn(text), [
      'DROP TABLE "shop"."_b"',
      'ALTER TABLE "shop"."_a" BECOME {"columns":[{"name":"id","type":"int"},{"name":"note","type":"int"}],"engine":"SOLID"}',
    ]);
    assert.match(text, /^-- Shadow Sync: undo SQL$/m);
    assert.match(text, /^-- Does not bring back: the values of the dropped column \(column note\)\.$/m);
  });

  it('sets up the session first, and only when statements follow', async () => {
    const plan = await toyPlan(typeChange());
    const session = ['SET NAMES utf8mb4', "SET SESSION sql_mode = 'STRICT_ALL_TABLES'"];
    for (const text of [planText(plan, { ...request, session }), undoText(plan, { ...request, session })]) {
      assert.deepEqual(statementsIn(text).slice(0, 2), session);
    }
    const nothing = planText(plan, { ...request, session, selected: new Set() });
    assert.deepEqual(statementsIn(nothing), []);
  });

  it('O-65 law: the text holds exactly the selected statements, in order', async () => {
    const server = typeChange().table('shop', 'd', ['id int']).table('shop', 'e', ['id int'], ['id -> d']);
    const plan = await toyPlan(server);
    const all = statementsOf(plan);
    assert.deepEqual(
      statementsIn(planText(plan, request)),
      all.map(({ sql }) => sql),
    );
    fc.assert(
      fc.property(fc.subarray(all.map(({ id }) => id)), (ids) => {
        const selected = new Set(ids);
        const chosen = all.filter(({ id }) => selected.has(id));
        assert.deepEqual(
          statementsIn(planText(plan, { ...request, selected })),
          chosen.map(({ sql }) => sql),
        );
        assert.deepEqual(
          statementsIn(undoText(plan, { ...request, selected })),
          chosen.reverse().flatMap(({ undo }) => undo ?? []),
        );
      }),
    );
  });

  it('U3 P-16 no name can end a comment, hide in it, or add a statement', async () => {
    const hostile = fc.oneof(
      fc.constantFrom(
        'a\nDROP TABLE x;',
        'a*/ b',
        '\u202eevil',
        'a\r\n',
        'a\u2028b',
        '"; --',
        '`;',
        '\u0000x',
        'a\u200bb',
      ),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
    );
    await fc.assert(
      fc.asyncProperty(hostile, async (name) => {
        fc.pre(!name.endsWith(' '));
        const plan = await toyPlan(new ToyServer().table('shop', name, ['id int']));
        const text = planText(
          { ...plan, omitted: [{ pair: statementsOf(plan)[0]!.pair, reason: name }] },
          request,
        );
        assert.deepEqual(
          statementsIn(text),
          statementsOf(plan).map(({ sql }) => sql),
        );
        for (const line of text.split('\n').filter((part) => part.startsWith('-- '))) {
          assert.doesNotMatch(line, /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
        }
      }),
    );
  });

  it('knows on which lines everything stands, whatever the names hold', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.stringMatching(/^[a-z\n\r]{1,4}[a-z]$/), { minLength: 1, maxLength: 4 }),
        fc.array(fc.string({ maxLength: 20 }), { maxLength: 3 }),
        async (names, notes) => {
          const server = new ToyServer();
          for (const name of new Set(names)) {
            server.table('shop', name, ['id int', 'x int']);
            server.table('shop', `_${name}`, ['id int', 'old int']);
          }
          const plan = await toyPlan(server);
          const session = ['SET a = 1'];
          for (const place of [placingPlanText, placingUndoText]) {
            const { text, headingLines, statements, tables } = atOnce(
              place(plan, { ...request, notes, session }),
            );
            // As VS Code cuts a document into lines.
            const lines = text.split(/\r\n|\r|\n/);
            const at = (from: number, to: number): string => lines.slice(from, to + 1).join('|');
            assert.equal(at(headingLines - 1, headingLines), 'SET a = 1;|');
            for (const { statement, startLine, endLine } of statements) {
              const written =
                place === placingPlanText ? [statement.sql] : (statement.undo ?? assert.fail('has an undo'));
              assert.equal(
                at(startLine, endLine),
                written
                  .map((sql) => `${sql};`)
                  .join('\n')
                  .split(/\r\n|\r|\n/)
                  .join('|'),
              );
              const own = tables.filter((table) => table.startLine < startLine && endLine <= table.endLine);
              assert.deepEqual(
                own.map(({ pair }) => pair.shadow.table),
                [statement.pair.shadow.table],
              );
            }
            assert.equal(tables.at(-1)?.endLine, lines.length - 2);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});
