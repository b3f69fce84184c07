/** What the client needs to play the people of a bench. */
export interface Prepared {
  /** Somebody who can sign in with a password. */
  readonly account: { readonly accountName: string; readonly password: string };
  readonly companies: Readonly<Record<string, PreparedCompany>>;
}

export interface PreparedCompany {
  readonly companyId: string;
  /** A session of each member. */
  readonly tokens: readonly string[];
  /** The conversations of the groups and of the pairs. */
  readonly groups: readonly string[];
  readonly pairs: readonly string[];
}
