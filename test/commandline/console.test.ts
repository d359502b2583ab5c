import assert from 'node:assert/strict';
import { makeConsole } from '../../src/commandline/console.ts';
import type { Console } from '../../src/commandline/console.ts';
import { terminalWidth } from '../../src/commandline/terminalWidth.ts';

interface Around {
  readonly out?: boolean;
  readonly error?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
  readonly columns?: number;
}

function consoleIn({ out = false, error = false, environment = {}, columns }: Around): {
  readonly console: Console;
  readonly said: string[];
} {
  const said: string[] = [];
  const console = makeConsole({
    writeOut: () => undefined,
    writeError: (text) => said.push(text),
    outIsTerminal: out,
    errorIsTerminal: error,
    environment,
    ...(columns === undefined ? {} : { errorColumns: () => columns }),
  });
  return { console, said };
}

describe('how a command speaks', () => {
  it('writes no colours into a file of messages, although results are shown in colour', () => {
    const { console, said } = consoleIn({ out: true });
    assert.ok(console.paint.red('x').includes('\u001b'));
    console.say(console.paint.red('gone'));
    assert.deepEqual(said, ['gone\n']);
  });

  it('colours messages on a terminal, and in a file when that is asked for', () => {
    const red = '\u001b[31mgone\u001b[39m\n';
    const forced = { FORCE_COLOR: '1' };
    for (const around of [{ out: true, error: true }, { environment: forced }]) {
      const { console, said } = consoleIn(around);
      console.say(console.paint.red('gone'));
      assert.deepEqual(said, [red]);
    }
  });

  it('shows no progress where a line can’t be written over', () => {
    for (const around of [{}, { error: true, environment: { TERM: 'dumb' } }]) {
      const { console, said } = consoleIn(around);
      console.progress.show('reading');
      console.progress.clear();
      assert.deepEqual(said, []);
    }
  });

  it('keeps progress on one line of a narrow terminal: only one can be written over', () => {
    const { console, said } = consoleIn({ error: true, columns: 20 });
    console.progress.show('客户订单表格客户订单表格 …');
    const shown = (said[0] ?? '').replace('\r\u001b[K', '');
    assert.ok(terminalWidth(shown) < 20, shown);
    assert.match(shown, /^客户订单表格.*…$/);
    console.progress.show('short');
    assert.equal(said[1], '\r\u001b[Kshort');
  });
});
