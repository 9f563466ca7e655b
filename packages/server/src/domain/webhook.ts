/** A subscription as the domain sees it; times in milliseconds since the epoch, secrets in the clear. */
export interface Webhook {
  readonly workspaceId: string;
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly status: 'online' | 'offline';
  readonly offlineReason: string | null;
  readonly offlineSince: number | null;
  readonly type: 'user' | 'system';
  readonly secret: string;
  readonly oldSecret: string | null;
  readonly oldSecretExpiresAt: number | null;
  /** Calls a second; null: none of its own. */
  readonly rateLimit: number | null;
  /** Calls under way at once, in each process; null: the process's default. */
  readonly concurrencyLimit: number | null;
  /** Static headers, lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export const webhooksPerWorkspaceMax = 50;
