import type { Refusal } from '../domain/refusal.ts';
import { checkTargetUrl } from '../domain/target-url.ts';
import type { TargetPolicy } from './context.ts';

/** Null where a webhook may have the URL; the same rule is applied again to the address that is dialled. */
export function targetRefusal(url: string, policy: TargetPolicy): Refusal | null {
  const checked = checkTargetUrl(url, policy);
  return checked.ok ? null : checked.refusal;
}
