-- Who changed which record, when and how: written with the change, never changed. What stands in `document` is the
-- vendors' business, as with records.
create table activities (
  workspace_id uuid not null references workspaces on delete cascade,
  -- UUIDv7 of the change: lists go by it.
  id uuid not null,
  -- The top of the tree that was changed, which may be gone.
  root_id uuid not null,
  type text not null,
  -- Of a type that the vendor's published contract does not have: listed only where it is asked for.
  extra boolean not null,
  -- Values that lists compare for equality, each as 'field=value'.
  terms text[] not null,
  -- Null while the root is there: its activities are kept as long as it is, and for the retention after that.
  root_deleted_at timestamptz,
  document json not null,
  primary key (workspace_id, id)
);

create index activities_by_root on activities (workspace_id, root_id, id);
create index activities_by_type on activities (workspace_id, type, id);
create index activities_by_term on activities using gin (terms);
create index activities_prunable on activities (root_deleted_at) where root_deleted_at is not null;
