-- The event types that a workspace defines itself, where its dialect has no catalogue of its own. They are archived,
-- never deleted: what was published of a type stays readable with it.
create table event_types (
  workspace_id uuid not null references workspaces on delete cascade,
  -- Dots make a hierarchy: "invoice.paid".
  type text not null check (length(type) between 1 and 200),
  "group" text not null check (length("group") <= 200),
  description text not null check (length(description) <= 2000),
  -- Why it is deprecated and what to use instead; null: it is current.
  deprecation text check (length(deprecation) <= 2000),
  -- JSON texts, as they were given but for white space. A schema of null: any JSON value; an example of null: none.
  data_schema text check (octet_length(data_schema) <= 65536),
  data_example text check (octet_length(data_example) <= 65536),
  archived_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, type)
);

-- Rises with every change of an event type, and webhooks_version with it: what was made of the types, which takes
-- time, is kept for as long as only webhooks change.
alter table workspaces add column event_types_version bigint not null default 0;
