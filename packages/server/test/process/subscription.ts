import { createClient } from '@belfry/api';
import { createdWorkspace, type RunOptions, run } from '../belfryd/belfryd-rig.ts';
import { eventType } from './publisher.ts';

export interface Subscription {
  readonly key: string;
  readonly workspaceId: string;
}

/** Makes a workspace on the command line, and through the API its one webhook, which gets what is published there. */
export async function subscribe(
  belfryd: { readonly dataDir: string; readonly url: string; readonly options?: RunOptions },
  receiverUrl: string,
): Promise<Subscription> {
  const args = ['workspace', 'create', '--name', 'Process', '--dialect', 'dotfile', '--json'];
  const { output } = await run(belfryd.dataDir, args, belfryd.options);
  const { workspace, key } = createdWorkspace(output);
  const created = await createClient({ baseUrl: belfryd.url, key }).webhooks.create({
    name: 'Receiver',
    url: receiverUrl,
    events: [eventType],
  });
  if (!created.ok) throw new Error(JSON.stringify(created.failure));
  return { key, workspaceId: workspace.id };
}
