import {
  eventBytesMax,
  eventsPerPublishMax,
  publishBytesMax,
  type SettingsAnswer,
  sessionDays,
  settings,
} from '@belfry/api';
import { dialectNames } from '@belfry/dialects';
import { keysPerWorkspaceMax } from '../domain/api-key.ts';
import { attemptsPerDeliveryMax } from '../domain/attempt.ts';
import { membersPerWorkspaceMax } from '../domain/member.ts';
import { webhooksPerWorkspaceMax } from '../domain/webhook.ts';
import { type Api, refusals } from './route.ts';

/** Facts of this installation that belfryd was started with. */
export interface Installation {
  readonly version: string;
  readonly dev: boolean;
  readonly publicUrl: string | null;
  readonly retentionDays: number;
  readonly callTimeoutMs: number;
  readonly allowedNetworks: readonly string[];
  /** Of the answer to a call, what is kept. */
  readonly responseKeptBytes: number;
}

export function settingsRoutes(api: Api, installation: Installation): void {
  const answer = presentSettings(installation);
  api.get(
    '/settings',
    {
      schema: {
        tags: ['Workspace'],
        summary: 'Facts of the installation',
        response: { 200: settings, ...refusals },
      },
    },
    async () => answer,
  );
}

function presentSettings(installation: Installation): SettingsAnswer {
  return {
    version: installation.version,
    dev: installation.dev,
    public_url: installation.publicUrl,
    dialects: [...dialectNames],
    retention_days: installation.retentionDays,
    call_timeout_ms: installation.callTimeoutMs,
    session_days: sessionDays,
    allowed_networks: [...installation.allowedNetworks],
    limits: {
      webhooks_per_workspace: webhooksPerWorkspaceMax,
      keys_per_workspace: keysPerWorkspaceMax,
      members_per_workspace: membersPerWorkspaceMax,
      attempts_per_delivery: attemptsPerDeliveryMax,
      events_per_publish: eventsPerPublishMax,
      event_bytes: eventBytesMax,
      publish_bytes: publishBytesMax,
      response_kept_bytes: installation.responseKeptBytes,
    },
  };
}
