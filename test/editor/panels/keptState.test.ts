import assert from 'node:assert/strict';
import { runInNewContext } from 'node:vm';
import { describe, it } from 'mocha';
import { keepingScript, keptIn } from '../../../src/editor/panels/keptState.ts';

/** Runs the page's script as a webview would, on the state of an earlier page; gives what the panel's script finds. */
function page(
  script: string,
  earlier: unknown,
): {
  readonly api: { getState: () => unknown; setState: (state: unknown) => unknown };
  readonly state: () => unknown;
} {
  let state = earlier;
  const world: Record<string, unknown> = {
    acquireVsCodeApi: () => ({
      postMessage: () => undefined,
      getState: () => state,
      setState: (next: unknown) => (state = next),
    }),
  };
  world['globalThis'] = world;
  runInNewContext(script.replace(/^<script nonce="\w+">|<\/script>$/g, ''), world);
  const api = (world['acquireVsCodeApi'] as () => ReturnType<typeof page>['api'])();
  return { api, state: () => JSON.parse(JSON.stringify(state)) as unknown };
}

describe('what the editor keeps of a panel', () => {
  it('is there from the beginning, before the panel keeps anything', () => {
    assert.deepEqual(keptIn(page(keepingScript({ id: 'a' }, 'n'), undefined).state()), { id: 'a' });
  });

  it('stays beside what the panel keeps, which sees its own part only', () => {
    const { api, state } = page(keepingScript({ id: 'a' }, 'n'), undefined);
    assert.equal(api.getState(), undefined);
    api.setState({ scroll: 7 });
    assert.deepEqual(state(), { kept: { id: 'a' }, panel: { scroll: 7 } });
    assert.deepEqual(JSON.parse(JSON.stringify(api.getState())), { scroll: 7 });
  });

  it('leaves the panel its part when the page is made anew', () => {
    const { api } = page(keepingScript({ id: 'a' }, 'n'), { kept: { id: 'a' }, panel: { scroll: 7 } });
    assert.deepEqual(JSON.parse(JSON.stringify(api.getState())), { scroll: 7 });
  });

  it('U-03: ends no script, whatever it holds', () => {
    const script = keepingScript({ id: '</script><img onerror=alert(1)>\u2028<!--' }, 'n');
    assert.equal(script.match(/</g)?.length, 2);
    assert.deepEqual(keptIn(page(script, undefined).state()), {
      id: '</script><img onerror=alert(1)>\u2028<!--',
    });
  });

  it('is nothing where a state is something else', () => {
    for (const state of [undefined, null, 'x', {}, []]) assert.equal(keptIn(state), undefined);
  });
});
