import assert from 'node:assert/strict';
import { parseArguments } from '../../src/commandline/arguments.ts';
import type { WorkCommand } from '../../src/commandline/arguments.ts';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';

const base = ['--url', 'mysql://u@h/d', '--prefix', '__test_'];

function work(...argv: string[]): WorkCommand {
  const command = parseArguments(argv);
  assert.ok(command.kind !== 'help' && command.kind !== 'version');
  return command;
}

function refusal(...argv: string[]): ShadowSyncError {
  try {
    parseArguments(argv);
  } catch (error) {
    assert.ok(ShadowSyncError.is(error, 'usage'), String(error));
    assert.ok(error.remedy !== null, 'a usage error says what to do');
    return error;
  }
  throw new Error(`accepted: ${argv.join(' ')}`);
}

describe('command line arguments', () => {
  it('takes the contract’s options', () => {
    const command = work(
      'sync',
      ...base,
      '--tables',
      'a*',
      'b',
      '--exclude',
      'c',
      '--yes',
      '--allow-unsafe',
      '--on-error',
      'continue',
      '--json',
    );
    assert.equal(command.kind, 'sync');
    assert.deepEqual(command.rule, { prefix: '__test_', suffix: '', shadowDatabase: null });
    assert.deepEqual(command.range, { include: ['a*', 'b'], exclude: ['c'] });
    assert.deepEqual(
      [command.yes, command.allowUnsafe, command.json, command.onError, command.parallel],
      [true, true, true, 'continue', 1],
    );
  });

  it('has the defaults of the contract', () => {
    const command = work('sync', ...base);
    assert.deepEqual([command.yes, command.allowUnsafe, command.onError], [false, false, 'abort']);
    assert.equal(command.options.foreignKeys, 'map');
  });

  it('takes --option=value, also for values that begin with dashes', () => {
    assert.equal(work('analyze', '--url=mysql://u@h/d', '--prefix=--x').rule.prefix, '--x');
  });

  it('repeats lists', () => {
    assert.deepEqual(work('analyze', ...base, '--tables', 'a', '--tables=b', '--tables', 'c').range.include, [
      'a',
      'b',
      'c',
    ]);
  });

  it('lets the affix be left out when shadows live in another database', () => {
    const { rule } = work('analyze', '--url', 'mysql://u@h/d', '--shadow-database', 'd_shadow');
    assert.deepEqual(rule, { prefix: '', suffix: '', shadowDatabase: 'd_shadow' });
  });

  for (const [why, argv] of [
    ['an unknown command', ['compare', ...base]],
    ['an unknown option', ['analyze', ...base, '--jsn']],
    ['an option of another command', ['analyze', ...base, '--yes']],
    ['a missing value', ['analyze', '--url', '--prefix', 'x']],
    ['a missing value at the end', ['analyze', '--prefix', 'x', '--url']],
    ['a value for a switch', ['analyze', ...base, '--json=1']],
    ['a list without values', ['analyze', ...base, '--tables', '--json']],
    ['an option twice', ['analyze', ...base, '--prefix', 'y']],
    ['a missing URL', ['analyze', '--prefix', 'x']],
    ['no naming rule', ['analyze', '--url', 'mysql://u@h/d']],
    ['prefix and suffix', ['analyze', ...base, '--suffix', 'x']],
    ['an empty affix', ['analyze', '--url', 'mysql://u@h/d', '--prefix', '']],
    ['a wrong choice', ['analyze', ...base, '--foreign-keys', 'drop']],
    ['too many sessions', ['sync', ...base, '--parallel', '9']],
    ['no session', ['sync', ...base, '--parallel', '0']],
    ['a stray word', ['analyze', 'orders', ...base]],
  ] as const) {
    it(`refuses ${why} and says what to do`, () => {
      refusal(...argv);
    });
  }

  it('never repeats a URL, which may hold a password', () => {
    const error = refusal('analyze', '--url', 'mysql://u:s3cret@h/d');
    assert.ok(!`${error.message} ${error.remedy ?? ''}`.includes('s3cret'));
  });

  for (const argv of [
    ['mysql://u:s3cret@h/d'],
    ['analyze', 'mysql://u:s3cret@h/d'],
    ['analyze', ...base, '-ps3cret'],
    ['analyze', ...base, '--s3cret@h'],
    ['analyze', ...base, '--foreign-keys', 's3cret@h'],
  ]) {
    it(`repeats no word that may hold a password: ${argv.length} words`, () => {
      const error = refusal(...argv);
      assert.ok(!`${error.message} ${error.remedy ?? ''}`.includes('s3cret'));
    });
  }

  it('names every command when there is none like that', () => {
    for (const words of [['analyse'], ['--json'], ['--url', 'mysql://u@h/d', 'analyze']]) {
      const { remedy } = refusal(...words);
      assert.match(remedy ?? '', /analyze, script, sync, task, run, alert and oms/);
    }
  });

  it('repeats no word that stands where a password could be meant', () => {
    const error = refusal('analyze', ...base, '--password-stdin', 'c4nary');
    assert.match(error.message, /after --password-stdin/);
    assert.match(error.remedy ?? '', /standard input/);
    assert.doesNotMatch(error.message + (error.remedy ?? ''), /c4nary/);
    assert.match(refusal('analyze', ...base, '-p', 'c4nary').message, /no option "-p"/);
  });

  it('refuses an empty pattern, which a script makes of a variable that is not set', () => {
    for (const option of ['--tables', '--exclude', '--adopt']) {
      assert.match(refusal('analyze', ...base, option, 'a', '').message, new RegExp(`${option}.*empty`));
      assert.match(refusal('analyze', ...base, `${option}=`).message, new RegExp(`${option}.*empty`));
    }
  });

  it('gives help for a command and for the whole', () => {
    assert.deepEqual(parseArguments([]), { kind: 'help', about: null });
    assert.deepEqual(parseArguments(['sync', '--help']), { kind: 'help', about: 'sync' });
    assert.deepEqual(parseArguments(['help', 'script']), { kind: 'help', about: 'script' });
  });
});
