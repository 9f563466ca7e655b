import type { Dialect, Issue } from '@belfry/dialects';
import { type SecretChoice, secretIssues } from './secret-choice.ts';
import { staticHeaderIssues } from './static-header.ts';
import type { Webhook } from './webhook.ts';

/** What people decide about a webhook. Absent: left as it is, or the default of a new one. */
export interface WebhookSettings {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly url?: string | undefined;
  readonly events?: readonly string[] | undefined;
  readonly type?: Webhook['type'] | undefined;
  readonly secret?: string | undefined;
  readonly rateLimit?: number | null | undefined;
  readonly concurrencyLimit?: number | null | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/**
 * What is wrong with the settings as far as the dialect says; the URL is judged by domain/target-url.ts. Of the event
 * types, those in `subscribed` are taken as they are: the webhook has them, though they may have been archived since.
 */
export function settingsIssues(
  settings: WebhookSettings & SecretChoice,
  dialect: Dialect,
  subscribed: readonly string[] = [],
): Issue[] {
  return [
    ...(settings.events === undefined ? [] : eventIssues(settings.events, dialect, new Set(subscribed))),
    ...secretIssues(settings, dialect.secrets),
    ...(settings.headers === undefined ? [] : staticHeaderIssues(settings.headers, dialect)),
  ];
}

/** The webhook with the settings put in. A new secret keeps the old one for the dialect's usual grace period. */
export function applySettings(
  webhook: Webhook,
  settings: WebhookSettings,
  dialect: Dialect,
  now: number,
): Webhook {
  const { secret, ...plain } = settings;
  const changed: Webhook = {
    ...webhook,
    ...present(plain),
    events: [...new Set(plain.events ?? webhook.events)],
    headers: lowerCaseNames(plain.headers ?? webhook.headers),
    updatedAt: now,
  };
  return secret === undefined
    ? changed
    : rotateSecret(changed, secret, dialect.secrets.graceHoursDefault, now);
}

/**
 * The webhook with a new secret; the one before is honoured for that many hours more, and any older one is
 * forgotten at once. The same secret again changes nothing.
 */
export function rotateSecret(webhook: Webhook, secret: string, graceHours: number, now: number): Webhook {
  if (secret === webhook.secret) return webhook;
  const honoured = graceHours > 0;
  return {
    ...webhook,
    secret,
    oldSecret: honoured ? webhook.secret : null,
    oldSecretExpiresAt: honoured ? now + graceHours * hourMs : null,
    updatedAt: now,
  };
}

const hourMs = 3_600_000;

function eventIssues(events: readonly string[], dialect: Dialect, subscribed: ReadonlySet<string>): Issue[] {
  if (events.length === 0) return [{ path: 'events', message: 'At least one event type.' }];
  return events.flatMap((type, index) => {
    const problem = subscribed.has(type) ? null : dialect.subscriptionProblem(type);
    return problem === null ? [] : [{ path: `events[${index}]`, message: problem }];
  });
}

function lowerCaseNames(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** Without the undefined ones, so that a spread does not overwrite with them. */
function present<Settings extends object>(settings: Settings): Present<Settings> {
  const entries = Object.entries(settings).filter(([, value]) => value !== undefined);
  // Object.fromEntries forgets which keys there were; they are those of `settings`.
  return Object.fromEntries(entries) as Present<Settings>;
}

type Present<Settings> = { [Key in keyof Settings]?: Exclude<Settings[Key], undefined> };
