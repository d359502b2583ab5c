import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { KeptRows } from '../../../src/editor/trees/keptRows.ts';
import type { RowContent } from '../../../src/editor/trees/keptRows.ts';

type Content = RowContent<{ readonly id?: string; readonly label: string }, string>;
type Rows = KeptRows<ReturnType<Content['item']>, string>;

function row(id: string | undefined, text: (now: number) => string): Content {
  return {
    target: { id },
    item: (now) => ({ ...(id === undefined ? {} : { id }), label: text(now) }),
    tooltip: () => `${text(0)}!`,
  };
}

const still = (id: string, text = id): Content => row(id, () => text);

describe('the rows of a list', () => {
  const shown = async (rows: Rows, ...contents: Content[]): Promise<readonly Content[]> => {
    const given = await rows.show(() => Promise.resolve(contents));
    for (const one of given) one.item(0);
    return given;
  };

  it('stay the same while the same ones are shown in the same order; what looks otherwise is drawn again', async () => {
    const rows: Rows = new KeptRows();
    const [a, b] = await shown(rows, still('a'), still('b'));
    assert.deepEqual(rows.renew([still('a'), still('b')], 0), []);
    const changed = rows.renew([still('a'), still('b', 'otherwise')], 0);
    assert.deepEqual(changed, [b]);
    assert.equal(b?.item(0).label, 'otherwise');
    assert.equal(b.tooltip(), 'otherwise!');
    assert.deepEqual(rows.renew([still('a', 'now this'), still('b', 'otherwise')], 0), [a]);
  });

  it('give what they are for and what stands under them as it is now', async () => {
    const rows: Rows = new KeptRows();
    const [a] = await shown(rows, still('a'));
    const child = still('c');
    const newer = { ...still('a'), target: 'newer', children: () => Promise.resolve([child]) };
    assert.deepEqual(rows.renew([newer], 0), []);
    assert.equal(a?.target, 'newer');
    assert.deepEqual(await a.children?.(), [child]);
  });

  it('are drawn again when only the time passes', async () => {
    const rows: Rows = new KeptRows();
    const aged = (): Content => row('a', (now) => `${String(Math.floor(now / 60))} min ago`);
    const [a] = await shown(rows, aged(), still('b'));
    assert.deepEqual(rows.renew([aged(), still('b')], 59), []);
    assert.deepEqual(rows.renew([aged(), still('b')], 60), [a]);
  });

  it('are drawn as a whole when others come, go or move, and when nothing tells them apart', async () => {
    const rows: Rows = new KeptRows();
    await shown(rows, still('a'), still('b'));
    for (const others of [[], [still('a')], [still('b'), still('a')], [still('a'), still('b'), still('c')]])
      assert.equal(rows.renew(others, 0), undefined);
    await shown(
      rows,
      row(undefined, () => 'a message'),
    );
    assert.equal(rows.renew([row(undefined, () => 'a message')], 0), undefined);
  });

  it('are drawn as a whole when too many changed', async () => {
    const rows: Rows = new KeptRows();
    const all = (text: string): Content[] => Array.from({ length: 101 }, (_, i) => still(String(i), text));
    await shown(rows, ...all('before'));
    assert.equal(rows.renew(all('after'), 0), undefined);
  });

  it('are drawn as a whole while VS Code still asks for them; what it asked for last is what is shown', async () => {
    const rows: Rows = new KeptRows();
    assert.equal(rows.renew([], 0), undefined);
    assert.ok(!rows.areShown);
    const slow = rows.show(async () => {
      await setTimeout(20);
      return [still('old')];
    });
    assert.equal(rows.renew([still('old')], 0), undefined);
    const [last] = await shown(rows, still('new'));
    await slow;
    assert.ok(rows.areShown);
    assert.deepEqual(rows.renew([still('new', 'newer')], 0), [last]);
  });
});
