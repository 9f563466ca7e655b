import { z } from 'zod';

/** Facts of the installation that people ask for; they are set where belfryd is started. */
export const settings = z
  .object({
    version: z.string(),
    dev: z
      .boolean()
      .meta({ description: 'Development mode: webhooks may have http and loopback addresses.' }),
    public_url: z
      .string()
      .nullable()
      .meta({ description: 'What links to this server begin with; null: what the client called it by.' }),
    dialects: z.array(z.string()).meta({ description: 'What workspaces may speak.' }),
    retention_days: z.number().meta({ description: 'Events and deliveries are kept so long.' }),
    call_timeout_ms: z.number().meta({ description: 'For a whole call to a webhook.' }),
    session_days: z.number().meta({ description: 'A session that is not used ends after so long.' }),
    allowed_networks: z
      .array(z.string())
      .meta({ description: 'Networks that webhooks may be called in although they are not public.' }),
    limits: z.object({
      webhooks_per_workspace: z.number(),
      keys_per_workspace: z.number(),
      members_per_workspace: z.number(),
      attempts_per_delivery: z.number(),
      events_per_publish: z.number(),
      event_bytes: z.number(),
      publish_bytes: z.number(),
      response_kept_bytes: z.number().meta({ description: 'Of an answer, what is kept with its attempt.' }),
    }),
  })
  .meta({ id: 'Settings' });

export type SettingsAnswer = z.output<typeof settings>;
