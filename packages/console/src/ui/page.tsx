import { Box, Group, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { createContext, type ReactNode, useContext } from 'react';
import classes from './page.module.css';

/** What stands behind the name of each page in the browser's title: the workspace. */
export const TitleContext = createContext<string | null>(null);

export interface PageProps {
  readonly title: string;
  /** One sentence under the title. */
  readonly description?: ReactNode;
  /** Buttons at the right of the title. On phones they stand under it. */
  readonly actions?: ReactNode;
  /** 'wide' uses the whole width (tables); 'text' stays readable (settings, forms). */
  readonly width?: 'wide' | 'text';
  readonly children: ReactNode;
}

/** The frame of every page: its one h1, what it is about, its actions; names the browser's tab. */
export function Page({ title, description, actions, width = 'wide', children }: PageProps) {
  useTitle(title);
  return (
    <Box className={classes['page']} data-width={width}>
      <Group component="header" className={classes['header']} justify="space-between" align="flex-start">
        <div className={classes['heading']}>
          <Title order={1}>{title}</Title>
          {description !== undefined && (
            <Text c="dimmed" size="sm" mt={2}>
              {description}
            </Text>
          )}
        </div>
        {actions !== undefined && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Box>
  );
}

/** The frame of what stands for a page, in a workspace or outside of any: there it is the main part itself. */
export function Standing({ children }: { readonly children: ReactNode }) {
  const inWorkspace = useContext(TitleContext) !== null;
  return inWorkspace ? children : <main>{children}</main>;
}

/** Names the browser's tab: "Logs · Acme · Belfry". */
export function useTitle(title: string): void {
  const suffix = useContext(TitleContext);
  useDocumentTitle([title, suffix, 'Belfry'].filter((part) => part !== null).join(' · '));
}
