import { accepted, type Result, refused } from '../../../domain/refusal.ts';
import type { SecretBox } from '../../../domain/secret-box.ts';
import { isUuid } from '../filter-value.ts';

/** What a link opens, and until when; milliseconds since the epoch. */
export interface ReportLink {
  readonly workspaceId: string;
  readonly reportId: string;
  readonly expiresAt: number;
}

export const linkLifetimeMs = 24 * 60 * 60 * 1000;

/** Nothing else that is sealed under the master key begins so, so that none of it passes for a link. */
const purpose = 'case report link 1';

/**
 * The link's last part: sealed under the master key, which authenticates it; whoever has it needs no key. 200
 * characters that may stand in a URL.
 */
export function sealLink(box: SecretBox, { workspaceId, reportId, expiresAt }: ReportLink): string {
  const sealed = box.seal([purpose, workspaceId, reportId, expiresAt].join('\n'));
  return Buffer.from(sealed).toString('base64url');
}

/** Refuses not_found for what was not sealed as a link, and for a link that has expired by `now`. */
export function openLink(box: SecretBox, token: string, now: number): Result<ReportLink> {
  const link = read(box, token);
  if (link === null) return refused('not_found', 'This is no link to a report, or it was changed.');
  if (link.expiresAt > now) return accepted(link);
  const expiredAt = new Date(link.expiresAt).toISOString();
  return refused('not_found', `The link expired at ${expiredAt}. Ask for another report of the case.`);
}

function read(box: SecretBox, token: string): ReportLink | null {
  const sealed = Buffer.from(token, 'base64url');
  // Decoding skips what is not base64url; only the one spelling of a link is that link.
  if (sealed.toString('base64url') !== token) return null;
  const parts = opened(box, sealed)?.split('\n') ?? [];
  const [first, workspaceId = '', reportId = '', expiresAt = ''] = parts;
  const whole = parts.length === 4 && first === purpose && isUuid(workspaceId) && isUuid(reportId);
  return whole ? { workspaceId, reportId, expiresAt: Number(expiresAt) } : null;
}

/** The box throws for whatever it did not seal. */
function opened(box: SecretBox, sealed: Uint8Array): string | null {
  try {
    return box.open(sealed);
  } catch {
    return null;
  }
}
