/** The part of a JDBC URL that says where a server is. Its parameters are named, not taken (C3). */
export interface JdbcPlace {
  readonly host: string | null;
  readonly port: number | null;
  readonly database: string | null;
  readonly parameters: readonly string[];
}

/** `jdbc:mysql://host:3306/shop?useSSL=true`; the first of several hosts counts. Null for another kind of text. */
export function parseJdbcUrl(url: string): JdbcPlace | null {
  const match =
    /^jdbc:[a-z:]+\/\/(\[[0-9a-f:.]+\]|[^:/?,;]*)(?::(\d+))?[^/?]*(?:\/([^?]*))?(?:\?(.*))?$/is.exec(url);
  if (match === null) return null;
  const [, host = '', port, database = '', query = ''] = match;
  const parameters = query.split('&').flatMap((part) => {
    const [name = ''] = part.split('=');
    return name === '' ? [] : [name];
  });
  return {
    host: host === '' ? null : host.replace(/^\[|\]$/g, ''),
    port: port === undefined ? null : Number(port),
    database: database === '' ? null : database,
    parameters,
  };
}
