import { Stack } from '@mantine/core';
import { loadFailure } from '../../api/error.ts';
import { useSession } from '../../api/session.ts';
import { useSettings } from '../../api/settings.ts';
import { useWorkspaceFacts } from '../../api/workspace.ts';
import { Page } from '../../ui/page.tsx';
import { ErrorState, LoadingRows } from '../../ui/states.tsx';
import { AddWorkspace } from './add-workspace.tsx';
import { InstallationFacts } from './installation-facts.tsx';
import { WorkspaceSettings } from './workspace-settings.tsx';

/** What this workspace is called and speaks, and how the installation it runs on is set up. */
export function SettingsPage() {
  const { user } = useSession();
  const workspace = useWorkspaceFacts();
  const settings = useSettings();
  const failed = workspace.error ?? settings.error;
  const retry = () => {
    void workspace.refetch();
    void settings.refetch();
  };
  return (
    <Page title="Settings" width="text">
      {workspace.data !== undefined && settings.data !== undefined ? (
        <Stack gap="xl">
          <WorkspaceSettings workspace={workspace.data} />
          <InstallationFacts settings={settings.data} />
          {user.installation_owner && <AddWorkspace dialects={settings.data.dialects} />}
        </Stack>
      ) : failed === null ? (
        <LoadingRows rows={8} />
      ) : (
        <ErrorState title="The settings could not be loaded" {...loadFailure(failed, retry)} />
      )}
    </Page>
  );
}
