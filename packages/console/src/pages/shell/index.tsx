import { AppShell, Burger, Drawer, Group } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { spotlight } from '@mantine/spotlight';
import { Outlet, useLocation } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { rememberWorkspace } from '../../api/last-workspace.ts';
import { useSession } from '../../api/session.ts';
import { useLiveStream } from '../../api/stream.ts';
import { Brand } from '../../parts/brand.tsx';
import { TitleContext } from '../../ui/page.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { destinations } from './destinations.ts';
import { Navigation } from './navigation.tsx';
import { NotAllowed } from './not-allowed.tsx';
import { SearchButton } from './search-button.tsx';
import classes from './shell.module.css';
import { Shortcuts } from './shortcuts.tsx';

const CommandPalette = lazy(() =>
  import('./command-palette.tsx').then(({ CommandPalette: component }) => ({ default: component })),
);

/** What surrounds every page of a workspace: navigation, the live stream, the command palette and shortcuts. */
export function Shell() {
  const { workspace, can } = useSession();
  useLiveStream(workspace.id);
  useEffect(() => rememberWorkspace(workspace.id), [workspace.id]);
  const [menuOpen, menu] = useDisclosure(false);
  // Here, for the palette itself is loaded after the page: a key pressed before opens it when it comes.
  useHotkeys([['mod + K', spotlight.open]]);
  const { pathname } = useLocation();
  const forbidden = destinations.find(({ page, action }) => pathname.split('/')[3] === page && !can(action));
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever has chosen a page wants to see it.
  useEffect(menu.close, [pathname]);
  return (
    <TitleContext value={workspace.name}>
      <a className={classes['skip']} href="#content">
        Skip to the content
      </a>
      <AppShell
        header={{ height: { base: 52, sm: 0 } }}
        navbar={{ width: 244, breakpoint: 'sm', collapsed: { mobile: true } }}
        padding={0}
      >
        <AppShell.Header hiddenFrom="sm" className={classes['header']}>
          <Group h="100%" px="sm" justify="space-between">
            <Group gap="xs">
              <Burger size="sm" opened={menuOpen} onClick={menu.toggle} aria-label="Menu" />
              <Brand />
            </Group>
            <SearchButton compact />
          </Group>
        </AppShell.Header>
        <AppShell.Navbar className={classes['navbar']} visibleFrom="sm" aria-label="Main">
          <Navigation />
        </AppShell.Navbar>
        <AppShell.Main id="content" tabIndex={-1} className={classes['main']}>
          <ConnectionBanner />
          {forbidden === undefined ? <Outlet /> : <NotAllowed destination={forbidden} />}
        </AppShell.Main>
      </AppShell>
      <Drawer
        opened={menuOpen}
        onClose={menu.close}
        size={288}
        hiddenFrom="sm"
        title={<Brand />}
        classNames={{ body: classes['drawer'] ?? '' }}
      >
        <nav aria-label="Main" className={classes['drawerNav']}>
          <Navigation />
        </nav>
      </Drawer>
      <Suspense>
        <CommandPalette />
      </Suspense>
      <Shortcuts />
    </TitleContext>
  );
}
