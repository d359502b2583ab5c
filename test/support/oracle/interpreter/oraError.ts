/** What the server would refuse, under the number that it has for it. */
export class OraError extends Error {
  readonly number: number;

  constructor(number: number, text: string) {
    super(`ORA-${String(number).padStart(5, '0')}: ${text}`);
    this.name = 'OraError';
    this.number = number;
  }
}
