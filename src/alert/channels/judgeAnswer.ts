/** What a receiver's answer means: a 200 is not always a yes, and what an error is differs from receiver to receiver. Pure. */
import { assertNever } from '../../schema/assertNever.ts';
import { phrase } from '../../schema/phrase.ts';
import type { Said } from '../../schema/phrase.ts';
import type { NoAnswerReason, WebhookAnswer } from '../alertPorts.ts';
import type { Channel } from '../model/channel.ts';
import type { Attempt, ErrorKind } from '../model/delivery.ts';
import { readRetryAfter } from '../notify/retryDelay.ts';
import type { AnswerVerdict } from '../notify/settle.ts';

export interface Judgement {
  readonly attempt: Attempt;
  readonly verdict: AnswerVerdict;
}

type Answered = Extract<WebhookAnswer, { readonly kind: 'answered' }>;

interface Finding {
  readonly verdict: AnswerVerdict;
  readonly error: ErrorKind | null;
  readonly text: Said;
}

const delivered: Finding = { verdict: { kind: 'delivered' }, error: null, text: phrase`Delivered.` };

/** `at`: when it was sent; `now`: when the answer was there. */
export function judgeAnswer(channel: Channel, answer: WebhookAnswer, at: number, now: number): Judgement {
  const { verdict, error, text } =
    answer.kind === 'answered' ? answered(channel, answer, now) : unanswered(answer);
  const status = answer.kind === 'answered' ? answer.status : null;
  return { verdict, attempt: { at, ms: Math.max(0, Math.round(answer.ms)), status, error, text } };
}

function unanswered({ why, code }: Extract<WebhookAnswer, { readonly kind: 'no-answer' }>): Finding {
  const again: AnswerVerdict = { kind: 'retry', askedMs: null };
  const refused: AnswerVerdict = { kind: 'refused' };
  const findings: Readonly<Record<NoAnswerReason, Finding>> = {
    timeout: { verdict: again, error: 'timeout', text: phrase`No answer came in time.` },
    'unknown-host': { verdict: again, error: 'network', text: phrase`The host was not found (${code}).` },
    network: { verdict: again, error: 'network', text: phrase`The connection failed (${code}).` },
    cancelled: { verdict: again, error: 'network', text: phrase`Sending was broken off.` },
    // A certificate may be renewed within the hour; if it is not, the last try says so.
    tls: {
      verdict: again,
      error: 'network',
      text: phrase`The receiver could not prove who it is (${code}).`,
    },
    'bad-url': {
      verdict: refused,
      error: 'configuration',
      text: phrase`The channel has no usable https address.`,
    },
    'refused-address': {
      verdict: refused,
      error: 'refused-address',
      text: phrase`The address leads to a private or reserved network and is not used.`,
    },
  };
  return findings[why];
}

function answered(channel: Channel, answer: Answered, now: number): Finding {
  const { status, retryAfter } = answer;
  const askedMs = readRetryAfter(retryAfter, now);
  if (status >= 200 && status < 300) return accepted(channel, answer);
  if (status >= 300 && status < 400) {
    return refused(
      'redirect',
      phrase`The receiver answered with a redirect (${status}), which is not followed.`,
    );
  }
  const text = phrase`The receiver answered with status ${status}.`;
  if (status === 410) return { verdict: { kind: 'gone' }, error: 'client-error', text };
  if (status === 429) return { verdict: { kind: 'retry', askedMs }, error: 'rate-limited', text };
  if (status === 408 || status === 425)
    return { verdict: { kind: 'retry', askedMs }, error: 'timeout', text };
  if (status >= 500) return { verdict: { kind: 'retry', askedMs }, error: 'server-error', text };
  return refused(status === 401 || status === 403 ? 'auth-error' : 'client-error', text);
}

function refused(error: ErrorKind, text: Said): Finding {
  return { verdict: { kind: 'refused' }, error, text };
}

/** 2xx: each receiver has its own way to say no with it. */
function accepted(channel: Channel, answer: Answered): Finding {
  switch (channel.kind) {
    case 'generic':
      return genericAnswer(channel, answer);
    case 'slack':
      return answer.body.trim() === 'ok' ? delivered : notAsExpected;
    case 'dingtalk':
      return codedAnswer(answer, 'errcode', busyDingtalk);
    case 'wecom':
      return codedAnswer(answer, 'errcode', busyWecom);
    case 'feishu':
      return codedAnswer(answer, 'code', busyFeishu);
    case 'teams':
      return teamsAnswer(answer);
    default:
      return assertNever(channel.kind);
  }
}

const notAsExpected = refused('answer', phrase`The receiver’s answer is not one that says yes.`);

/** "Sent too fast", in their own numbers. */
const busyDingtalk: ReadonlySet<number> = new Set([-1, 130_101, 410_100]);
const busyWecom: ReadonlySet<number> = new Set([-1, 45_009, 45_033]);
const busyFeishu: ReadonlySet<number> = new Set([9499, 11_232]);

function codedAnswer({ body, isCut }: Answered, field: string, busy: ReadonlySet<number>): Finding {
  const fields = isCut ? null : jsonFields(body);
  // Feishu's older answers spell it otherwise.
  const code = fields?.get(field) ?? fields?.get('StatusCode');
  if (typeof code !== 'number') return notAsExpected;
  if (code === 0) return delivered;
  const text = phrase`The receiver refused the message with its code ${code}.`;
  if (busy.has(code)) return { verdict: { kind: 'retry', askedMs: null }, error: 'rate-limited', text };
  return refused('answer', text);
}

/** Old connectors answer 200 and say in the text which status they mean; workflows answer 202 with nothing. */
function teamsAnswer({ body }: Answered): Finding {
  const meant = /HTTP error (\d{3})/.exec(body)?.[1];
  if (meant === undefined) return delivered;
  const status = Number(meant);
  const text = phrase`The receiver answered with status ${status}.`;
  if (status === 429) return { verdict: { kind: 'retry', askedMs: null }, error: 'rate-limited', text };
  if (status >= 500) return { verdict: { kind: 'retry', askedMs: null }, error: 'server-error', text };
  return refused('answer', text);
}

function genericAnswer({ expects }: Channel, { body, isCut }: Answered): Finding {
  if (expects.length === 0) return delivered;
  const fields = isCut ? null : jsonFields(body);
  if (fields === null) return notAsExpected;
  return expects.every(({ field, value }) => fields.get(field) === value) ? delivered : notAsExpected;
}

function jsonFields(body: string): ReadonlyMap<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null
      ? new Map<string, unknown>(Object.entries(value))
      : null;
  } catch {
    return null;
  }
}
