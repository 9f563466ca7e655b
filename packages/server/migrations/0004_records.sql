-- The records behind the vendors' own APIs: cases, individuals, companies, checks, customers, alerts … A record is a
-- document with a kind; records form trees (a case holds its companies, these their checks). What each kind's
-- document says is the vendors' business: here stands what every kind is found, listed and woken by.

create table records (
  workspace_id uuid not null references workspaces on delete cascade,
  -- UUIDv7 of the creation: lists in the order of creation go by it.
  id uuid not null,
  kind text not null,
  -- What holds it, and the top of its tree (itself, where nothing does). Changes within a tree take turns at its root.
  parent_id uuid,
  root_id uuid not null,
  -- 1, 2, 3 … with each change: a change is written only over the version that was read.
  version integer not null check (version > 0),
  -- The caller's own name for it; unique among the records of a kind.
  external_id text,
  -- What lists filter and sort by; all of it follows from the document.
  name text,
  status text,
  -- Values that lists compare for equality, each as 'field=value'.
  terms text[] not null,
  -- Further texts that lists match patterns on and sort by, by field.
  texts jsonb,
  -- When the clock has something to do about it; null: never.
  due_at timestamptz,
  -- Rises strictly with each change, in whole milliseconds.
  updated_at timestamptz not null,
  last_activity_at timestamptz not null,
  primary key (workspace_id, id),
  -- No cascade: whoever deletes a record deletes what it holds, and counts it.
  foreign key (workspace_id, parent_id) references records (workspace_id, id)
);

create unique index records_by_external_id on records (workspace_id, kind, external_id)
  where external_id is not null;
create index records_by_root on records (workspace_id, root_id, kind);
create index records_by_parent on records (workspace_id, parent_id) where parent_id is not null;
create index records_by_creation on records (workspace_id, kind, id);
create index records_by_status on records (workspace_id, kind, status, id);
create index records_by_name on records (workspace_id, kind, name, id);
create index records_by_update on records (workspace_id, kind, updated_at, id);
create index records_by_activity on records (workspace_id, kind, last_activity_at, id);
create index records_by_term on records using gin (terms);
create index records_due on records (due_at) where due_at is not null;

-- Apart from records, so that a list which looks at many records reads few pages.
create table record_documents (
  workspace_id uuid not null,
  id uuid not null,
  -- json, not jsonb: it is read whole and comes back as it went in, U+0000 and the order of properties included.
  document json not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, id) references records (workspace_id, id) on delete cascade
);

-- How many records there are, so that the exact count of a list need not look at them: the sum over the slots. A
-- change adds to one slot, so that changes seldom wait for each other.
create table record_counts (
  workspace_id uuid not null references workspaces on delete cascade,
  kind text not null,
  -- '' for records without a status.
  status text not null,
  slot smallint not null,
  -- May be negative in one slot; never in the sum.
  count bigint not null,
  primary key (workspace_id, kind, status, slot)
);
