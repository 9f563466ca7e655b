import type { EventTypeAnswer } from '@belfry/api';
import { Text, Title } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { groupsOf, searched, type TypeGroup, type TypeNode } from '../../parts/event-type-groups.ts';
import { Status } from '../../ui/status.tsx';
import classes from './catalogue.module.css';

const route = getRouteApi('/w/$workspaceId/event-types');

export interface CatalogueProps {
  readonly types: readonly EventTypeAnswer[];
  /** Words that a type, its group or its description must hold. */
  readonly text: string;
  readonly openType: string | undefined;
}

/** Every event type under its group, sub-events under their parents; each leads to its schema and example. */
export function Catalogue({ types, text, openType }: CatalogueProps) {
  const groups = useMemo(() => searched(groupsOf(types, false), text), [types, text]);
  if (groups.length === 0) {
    return (
      <Text c="dimmed" size="sm" py="lg">
        No event type has all of these words.
      </Text>
    );
  }
  return (
    <div className={classes['groups']}>
      {groups.map((group) => (
        <Group key={group.name} group={group} openType={openType} />
      ))}
    </div>
  );
}

interface GroupProps {
  readonly group: TypeGroup<EventTypeAnswer>;
  readonly openType: string | undefined;
}

function Group({ group, openType }: GroupProps) {
  const id = `group-${group.name}`;
  return (
    <section aria-labelledby={id}>
      <Title order={2} id={id} className={classes['heading'] ?? ''}>
        {group.name === '' ? 'Other' : group.name}
      </Title>
      <Rows nodes={group.nodes} openType={openType} />
    </section>
  );
}

function Rows({
  nodes,
  openType,
}: {
  readonly nodes: readonly TypeNode<EventTypeAnswer>[];
  readonly openType: string | undefined;
}) {
  return (
    <ul className={classes['list']}>
      {nodes.map(({ entry, row, children }) => (
        <li key={entry}>
          {row !== null && <Row row={row} open={row.type === openType} />}
          {children.length > 0 && <Rows nodes={children} openType={openType} />}
        </li>
      ))}
    </ul>
  );
}

function Row({ row, open }: { readonly row: EventTypeAnswer; readonly open: boolean }) {
  return (
    <Link
      from={route.id}
      to="."
      search={(now) => ({ ...now, type: row.type, form: undefined })}
      className={classes['row']}
      data-open={open}
      aria-current={open ? 'true' : undefined}
    >
      <span className={classes['name']}>{row.type}</span>
      <span className={classes['about']}>
        {row.archived_at !== null && <Status tone="idle">Archived</Status>}
        {row.deprecation !== null && <Status tone="warn">Deprecated</Status>}
        <span>{row.description}</span>
      </span>
    </Link>
  );
}
