/** The longest server text that goes on; what a hostile server says has no limit of its own. */
const maxMessage = 1000;

/**
 * A foreign text as messages may hold it: bounded, on one line, without the secret. `tidy` leaves out what a driver adds of
 * its own.
 */
export function cleaned(text: string, secret = '', tidy: (text: string) => string = (same) => same): string {
  const withoutSecret = secret === '' ? text : text.replaceAll(secret, '…');
  const line = tidy(withoutSecret.slice(0, maxMessage)).replaceAll(/[\r\n\t]+/g, ' ');
  return withoutSecret.length > maxMessage ? `${line}…` : line;
}
