import { Menu, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconSelector } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useSession } from '../../api/session.ts';
import { dialectLabel } from '../../parts/dialect.ts';
import classes from './shell.module.css';

/** Names the workspace that is shown and leads to the others. */
export function WorkspaceSwitcher() {
  const { workspace, workspaces } = useSession();
  const navigate = useNavigate();
  return (
    <Menu position="bottom-start" width={260}>
      <Menu.Target>
        <UnstyledButton className={classes['workspace']}>
          <VisuallyHidden>Workspace:</VisuallyHidden>
          <Initial name={workspace.name} />
          <span className={classes['who']}>
            <Text span size="sm" fw={600} truncate>
              {workspace.name}
            </Text>
            <Text span size="xs" c="dimmed" truncate>
              {dialectLabel(workspace.dialect)}
            </Text>
          </span>
          <IconSelector size={15} aria-hidden className={classes['chevron']} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Workspaces</Menu.Label>
        {workspaces.map(({ id, name, dialect }) => (
          <Menu.Item
            key={id}
            leftSection={<Initial name={name} />}
            rightSection={id === workspace.id ? <IconCheck size={16} aria-label="shown now" /> : null}
            onClick={() => void navigate({ to: '/w/$workspaceId/overview', params: { workspaceId: id } })}
          >
            <Text size="sm" truncate>
              {name}
            </Text>
            <Text size="xs" c="dimmed">
              {dialectLabel(dialect)}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Initial({ name }: { readonly name: string }) {
  return (
    <span className={classes['initial']} aria-hidden="true">
      {(Array.from(name.trim())[0] ?? '?').toUpperCase()}
    </span>
  );
}
