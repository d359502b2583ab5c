/** How a shadow's name follows from its source's: the affix, and the database when it is another one. Plain data; the
 *  rules that apply it are in `shadowNames.ts` and `pairing.ts`. At least one of the first three is given. */
export interface NamingRule {
  readonly prefix: string;
  readonly suffix: string;
  /** Another database on the same server; null: the source's own. */
  readonly shadowDatabase: string | null;
  /** Single tables whose shadow has a name of its own: source table → shadow table (O-53). */
  readonly overrides?: ReadonlyMap<string, string>;
}
