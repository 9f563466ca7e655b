import { Paper, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './door.module.css';
import { useTitle } from './page.tsx';

export interface DoorProps {
  readonly title: string;
  readonly description?: ReactNode;
  /** The product's name and sign above the card. */
  readonly brand: ReactNode;
  readonly children: ReactNode;
}

/** The frame of pages outside of a workspace: one card in the middle. */
export function Door({ title, description, brand, children }: DoorProps) {
  useTitle(title);
  return (
    <main className={classes['door']}>
      <div className={classes['column']}>
        <div className={classes['brand']}>{brand}</div>
        <Paper className={classes['card']}>
          <Title order={1}>{title}</Title>
          {description !== undefined && (
            <Text c="dimmed" mt={4}>
              {description}
            </Text>
          )}
          <div className={classes['content']}>{children}</div>
        </Paper>
      </div>
    </main>
  );
}
