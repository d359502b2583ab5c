/** An HTTP answer → what OMS says in it, or the error that it is (oms.md §5.1, §5.2). */
import type { ErrorCode } from '../schema/shadowSyncError.ts';
import type { OmsTarget } from '../connection/omsConnection.ts';
import { phrase } from '../schema/phrase.ts';
import type { Phrase, Said } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import { ForeignFields, shownText } from './foreignFields.ts';
import type { HttpAnswer } from './omsHttp.ts';

export interface Envelope {
  readonly data: unknown;
  /** What the server says the page holds; null where it says nothing. */
  readonly pageSize: number | null;
  readonly serverTime: number | null;
}

/** Throws ShadowSyncError for everything that is no success; no text in it holds the password. */
export function openEnvelope(answer: HttpAnswer, action: string, target: OmsTarget): Envelope {
  const fields = parsed(answer.body);
  const isRefusal = fields?.boolean('success') === false;
  // An error that OMS explains is told in its words, whatever the status; who may not come in has no word in it.
  if (fields !== null && isRefusal && ![401, 403].includes(answer.status)) {
    throw refusal(fields, action, target);
  }
  if (answer.status !== 200) throw statusFault(answer, target);
  if (fields?.boolean('success') !== true) {
    throw new ShadowSyncError(
      'protocol',
      phrase`What ${target.host} answers to ${action} is no answer of OMS.`,
      {
        remedy: phrase`Check that the address is the one of an OMS server (V4.1 or later), and whether a proxy answers instead.`,
      },
    );
  }
  return {
    data: fields.value('data'),
    pageSize: fields.number('pageSize'),
    serverTime: answer.serverTime,
  };
}

/** Null for what is no JSON record. */
function parsed(body: string): ForeignFields | null {
  try {
    const value: unknown = JSON.parse(body.replace(/^\u{feff}/u, ''));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? new ForeignFields(value)
      : null;
  } catch {
    // The parser's own message repeats a piece of the text.
    return null;
  }
}

interface Meaning {
  readonly code: ErrorCode;
  readonly remedy: Phrase;
}

/** Codes that were seen (oms.md §5.2, 1), by how they begin; the first that fits counts. */
const meanings: readonly (readonly [string, Meaning])[] = [
  [
    'GHANA-PROJECT000001',
    { code: 'conflict', remedy: phrase`The task is not on the server any more; read the list again.` },
  ],
  [
    'GHANA-OPER',
    { code: 'conflict', remedy: phrase`Look at the task again, and wait until its state allows it.` },
  ],
  [
    'PARAM_ERROR',
    { code: 'usage', remedy: phrase`Check what was asked for, and the version of the server.` },
  ],
  [
    'INNER_ERROR',
    { code: 'protocol', remedy: phrase`Try again later, and look into the log of the server.` },
  ],
];

const otherwise: Meaning = {
  code: 'protocol',
  remedy: phrase`Look up the code in the manual of OMS.`,
};

function refusal(fields: ForeignFields, action: string, target: OmsTarget): ShadowSyncError {
  const detail = fields.record('errorDetail');
  const code = fields.text('code', 100) ?? fields.text('errorCode', 100) ?? detail.text('code', 100) ?? '';
  const said = fields.text('message') ?? detail.text('message') ?? detail.text('reason');
  const advice = fields.text('advice') ?? detail.text('proposal');
  const { code: meant, remedy } = meanings.find(([start]) => code.startsWith(start))?.[1] ?? otherwise;
  const symbol = withoutSecrets(code, target);
  const words: Said = said === null ? phrase`no reason was given` : withoutSecrets(said, target);
  return new ShadowSyncError(
    meant,
    symbol === ''
      ? phrase`OMS refuses ${action}: ${words}`
      : phrase`OMS refuses ${action}: ${words} (${symbol})`,
    {
      remedy: advice === null ? remedy : phrase`${remedy} OMS proposes: ${withoutSecrets(advice, target)}`,
      ...(symbol === '' ? {} : { symbol }),
    },
  );
}

function statusFault({ status, retryAfter }: HttpAnswer, target: OmsTarget): ShadowSyncError {
  const { host, user } = target;
  const symbol = `HTTP ${String(status)}`;
  if (status === 401) {
    return new ShadowSyncError('authentication', phrase`${host} does not let the account ${user} in.`, {
      symbol,
      remedy: phrase`Check the user and the password.`,
    });
  }
  if (status === 403) {
    return new ShadowSyncError('privilege', phrase`The account ${user} may not do that on ${host}.`, {
      symbol,
      remedy: phrase`Have the account given the right, or use another one.`,
    });
  }
  if (status >= 300 && status < 400) {
    return new ShadowSyncError(
      'protocol',
      phrase`${host} answers with another address, which is not followed.`,
      {
        symbol,
        remedy: phrase`Name the address that the server really has; the password goes nowhere else.`,
      },
    );
  }
  if (status === 408) {
    return new ShadowSyncError('timeout', phrase`${host} did not end the request in time.`, {
      symbol,
      remedy: phrase`Try again when the network or the server is less busy.`,
    });
  }
  if (status === 429) {
    const wait =
      retryAfter === null ? phrase`Try again later.` : phrase`Try again after ${shownText(retryAfter, 40)}.`;
    return new ShadowSyncError('limit', phrase`${host} takes no more requests now.`, {
      symbol,
      remedy: wait,
    });
  }
  if (status >= 500) {
    return new ShadowSyncError('connection', phrase`${host} is in trouble (${symbol}).`, {
      symbol,
      remedy: phrase`Try again later, and look into the log of the server.`,
    });
  }
  return new ShadowSyncError(
    'protocol',
    phrase`There is no API of OMS at that address of ${host} (${symbol}).`,
    {
      symbol,
      remedy: phrase`Check the path before /api/v2; the API is there in OMS V4.1 and later.`,
    },
  );
}

/** Should a server repeat what was sent. */
function withoutSecrets(text: string, { user, password }: OmsTarget): string {
  if (password === '') return text;
  const basic = Buffer.from(`${user}:${password}`, 'utf8').toString('base64');
  return text.replaceAll(basic, '…').replaceAll(password, '…');
}
