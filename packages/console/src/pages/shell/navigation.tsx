import { Box, ScrollArea, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useSession } from '../../api/session.ts';
import { AccountMenu } from './account-menu.tsx';
import { addressOf, destinations } from './destinations.ts';
import { LiveDot } from './live-dot.tsx';
import { SearchButton } from './search-button.tsx';
import classes from './shell.module.css';
import { WorkspaceSwitcher } from './workspace-switcher.tsx';

const groups = ['Deliveries', 'Data', 'Workspace'] as const;

/** The column at the left, in the drawer on phones: workspace, search, pages, account. */
export function Navigation() {
  const { workspace, can } = useSession();
  const allowed = destinations.filter(({ action }) => can(action));
  return (
    <div className={classes['navigation']}>
      <WorkspaceSwitcher />
      <Box visibleFrom="sm" px="xs" pb="xs">
        <SearchButton />
      </Box>
      <ScrollArea className={classes['links']} type="never">
        {groups.map((group) => {
          const links = allowed.filter((destination) => destination.group === group);
          if (links.length === 0) return null;
          return (
            <div key={group} className={classes['group']}>
              <Text className={classes['groupName']}>{group}</Text>
              {links.map((destination) => (
                <Link
                  key={destination.page}
                  to={addressOf(destination)}
                  params={{ workspaceId: workspace.id }}
                  className={classes['link']}
                  activeOptions={{ includeSearch: false }}
                >
                  <destination.icon size={17} stroke={1.7} aria-hidden />
                  {destination.label}
                </Link>
              ))}
            </div>
          );
        })}
      </ScrollArea>
      <LiveDot />
      <AccountMenu />
    </div>
  );
}
