/** The commands about channels. */
import type { OpenedAlerts } from '../../compose.ts';
import { assertNever } from '../../schema/assertNever.ts';
import { english } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { visibleText } from '../../shadow/visibleText.ts';
import type { Console } from '../console.ts';
import { exitCode } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';
import type { ChannelCommand } from './alertArguments.ts';
import { channelTable } from './alertText.ts';
import { channelVariable, hasAddress } from './environmentSecrets.ts';
import type { Environment } from './environmentSecrets.ts';

export interface ChannelCommandRequest {
  readonly environment: Environment;
  readonly readFirstLine: () => Promise<string>;
  readonly console: Console;
  readonly signal: AbortSignal;
}

/** Does the command. Throws ShadowSyncError. */
export async function doChannelCommand(
  command: ChannelCommand,
  json: boolean,
  { channels }: OpenedAlerts,
  request: ChannelCommandRequest,
): Promise<ExitCode> {
  const { console, environment } = request;
  const show: Show = (value, text) => {
    console.out(json ? `${JSON.stringify(value, null, 2)}\n` : text);
    return exitCode.consistent;
  };
  switch (command.kind) {
    case 'list': {
      const rows = (await channels.list()).map((row) => ({
        ...row,
        hasAddress: hasAddress(environment, row.channel.id),
      }));
      const documents = rows.map(({ disabledBy, ...row }) => ({
        ...row,
        disabledBy: disabledBy === null ? null : english(disabledBy),
      }));
      return show(documents, channelTable(rows));
    }
    case 'add':
      return await add(command, channels, request, show);
    case 'test':
      return await test(command.id, channels, request, show);
    case 'enable':
    case 'disable':
      await channels.enable(command.id, command.kind === 'enable');
      return show({ id: command.id, isEnabled: command.kind === 'enable' }, 'done\n');
    case 'remove':
      await channels.remove(command.id);
      return show({ id: command.id, outcome: 'removed' }, 'done\n');
    default:
      return assertNever(command);
  }
}

type Show = (value: unknown, text: string) => ExitCode;

async function test(
  id: string,
  channels: OpenedAlerts['channels'],
  { environment, signal }: ChannelCommandRequest,
  show: Show,
): Promise<ExitCode> {
  const isKnown = (await channels.list()).some(({ channel }) => channel.id === id);
  if (isKnown && !hasAddress(environment, id)) {
    throw new ShadowSyncError('usage', 'the channel’s address is not here', {
      remedy: `Set ${channelVariable(id, 'url')}.`,
    });
  }
  const { attempt, verdict, problem: wrong } = await channels.test(id, signal);
  const text = english(attempt.text);
  const problem = wrong === null ? null : english(wrong);
  const lines = problem === null ? [text] : [text, problem];
  show(
    { ...attempt, text, outcome: verdict.kind, problem },
    lines.map((line) => `${visibleText(line)}\n`).join(''),
  );
  return verdict.kind === 'delivered' && problem === null ? exitCode.consistent : exitCode.error;
}

async function add(
  { draft, urlFromStdin, confirmsHost }: Extract<ChannelCommand, { readonly kind: 'add' }>,
  channels: OpenedAlerts['channels'],
  { environment, readFirstLine, console }: ChannelCommandRequest,
  show: Show,
): Promise<ExitCode> {
  const url = urlFromStdin ? await readFirstLine() : (environment['SHADOW_SYNC_CHANNEL_URL'] ?? '');
  if (url.trim() === '') {
    throw new ShadowSyncError('usage', 'the channel’s address is missing', {
      remedy: 'Give it on standard input with --url-stdin, or in SHADOW_SYNC_CHANNEL_URL.',
    });
  }
  try {
    const channel = await channels.save({ draft, url: url.trim(), confirmsHost });
    const variables = {
      url: channelVariable(channel.id, 'url'),
      secret: channelVariable(channel.id, 'secret'),
    };
    return show(
      { channel, variables },
      `channel ${channel.id} sends to ${visibleText(channel.host)}\n` +
        `its address is not kept; set it for whatever sends:\n  ${variables.url}\n` +
        `and, where messages are signed:\n  ${variables.secret}\n`,
    );
  } catch (error) {
    if (!ShadowSyncError.is(error, 'usage') || error.symbol !== 'UNCONFIRMED_HOST') throw error;
    console.say(console.paint.red(visibleText(error.message)));
    console.say('Give --confirm-host if alerts may be sent there.');
    show({ error: { code: 'refused', message: error.message, remedy: '--confirm-host' } }, '');
    return exitCode.refused;
  }
}
