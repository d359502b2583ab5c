import type { ErrorBody } from './envelope.ts';

/** Why a request got no result, as the panel shows it. */
export class RequestError extends Error {
  readonly code: string;
  readonly remedy: string | null;

  constructor({ code, message, remedy }: ErrorBody) {
    super(message);
    this.name = 'RequestError';
    this.code = code;
    this.remedy = remedy;
  }
}
