/** Who makes a change, and from where: what the audit remembers. */
export interface Actor {
  readonly type: 'user' | 'key' | 'system';
  /** Of the account or the API key; null: the system. */
  readonly id: string | null;
  /** An account's e-mail, a key's name, or the part of the system. */
  readonly name: string;
  /** Where the request came from; null: there was none. */
  readonly address: string | null;
}

/** `name` says which part: "belfryd", "belfryd key create". */
export function systemActor(name: string): Actor {
  return { type: 'system', id: null, name, address: null };
}
