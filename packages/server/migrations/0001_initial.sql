-- The schema of Belfry. Every key begins with workspace_id, so that the tables can be sharded by it;
-- ids are UUIDv7 made by the process, so that an id carries its time (and the day's partition).

create table workspaces (
  workspace_id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  dialect text not null,
  -- Rises with every change of a webhook: a publisher's cached fan-out is valid only for the version it read.
  webhooks_version bigint not null default 0,
  created_at timestamptz not null
);

create table api_keys (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  -- SHA-256 of the key's secret part; the key itself is shown once and not kept.
  hash bytea not null check (length(hash) = 32),
  -- CIDR blocks the key may be used from; null: anywhere.
  allowed_networks text[],
  expires_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);

create table webhooks (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null check (length(name) <= 200),
  description text not null default '' check (length(description) <= 2000),
  url text not null check (length(url) <= 2048),
  events text[] not null check (cardinality(events) > 0),
  status text not null check (status in ('online', 'offline')),
  -- Why and since when it is offline.
  offline_reason text,
  offline_since timestamptz,
  -- 'system' webhooks are hidden from a vendor's own console; they are delivered alike.
  type text not null default 'user' check (type in ('user', 'system')),
  -- AES-256-GCM; see docs/security.md.
  secret bytea not null,
  old_secret bytea,
  old_secret_expires_at timestamptz,
  -- Calls a second; null: no limit of its own.
  rate_limit integer check (rate_limit between 1 and 10000),
  concurrency_limit integer check (concurrency_limit between 1 and 1000),
  headers jsonb not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id),
  check ((old_secret is null) = (old_secret_expires_at is null)),
  check ((status = 'offline') = (offline_since is not null))
);

-- Apart from webhooks: it changes with failures, not with people's decisions.
create table webhook_health (
  workspace_id uuid not null,
  webhook_id uuid not null,
  -- The dialect's own HealthState.
  state jsonb not null,
  primary key (workspace_id, webhook_id),
  foreign key (workspace_id, webhook_id) references webhooks on delete cascade
);

-- No foreign key from a delivery to its event or its webhook: a partition is dropped whole, and history
-- outlives the webhook. What keeps them together is that one statement writes both.
create table events (
  workspace_id uuid not null,
  id uuid not null,
  type text not null,
  sub_type text,
  -- The record it is about: {"case_id": "..."}.
  subject jsonb,
  -- JSON texts, kept and sent as they were serialised when the event was recorded.
  context text not null,
  data text not null,
  occurred_at timestamptz not null,
  test boolean not null default false,
  primary key (workspace_id, id)
) partition by range (id);

create index events_by_subject on events using gin (subject jsonb_path_ops);

-- A delivery: one event for one webhook. States and what moves them: docs/delivery-life-cycle.md.
create table deliveries (
  workspace_id uuid not null,
  id uuid not null,
  event_id uuid not null,
  webhook_id uuid not null,
  -- The wire event: what the webhook's subscription made of the event.
  type text not null,
  sub_type text,
  test boolean not null default false,
  state text not null check (state in ('pending', 'succeeded', 'exhausted', 'held', 'discarded')),
  -- Retries spent, manual ones included.
  retries_made integer not null default 0 check (retries_made >= 0),
  -- Array of attempts, oldest first; shape: domain/attempt.ts.
  attempts json not null default '[]',
  -- Of the last attempt; 0: no answer came; null: no attempt yet.
  status_code smallint,
  error_kind text,
  first_attempt_at timestamptz,
  last_attempt_at timestamptz,
  -- The first success; set once.
  delivered_at timestamptz,
  next_attempt_at timestamptz,
  next_attempt_type text check (next_attempt_type in ('first_call', 'automatic_retry', 'manual_retry')),
  -- The process that is making the next attempt.
  lease_owner uuid,
  primary key (workspace_id, id),
  check ((state = 'pending') = (next_attempt_at is not null)),
  check ((state in ('pending', 'held')) = (next_attempt_type is not null)),
  check (lease_owner is null or state = 'pending'),
  check (state <> 'succeeded' or delivered_at is not null)
) partition by range (id);

create index deliveries_by_webhook on deliveries (workspace_id, webhook_id, id);
create index deliveries_unsettled on deliveries (workspace_id, state, id) where state <> 'succeeded';
create index deliveries_due on deliveries (workspace_id, webhook_id, next_attempt_at)
  where state = 'pending' and lease_owner is null;
create index deliveries_leased on deliveries (lease_owner) where lease_owner is not null;

-- What falls outside the daily partitions, and what a dropped day still owed.
create table events_default partition of events default;
create table deliveries_default partition of deliveries default;

-- Deliveries that were accepted and not written yet: owned by the process that sends them. When the owner's
-- lease has run out, the deliveries among them that have no row become due.
create table handoffs (
  workspace_id uuid not null,
  id uuid not null,
  owner uuid not null,
  -- [[delivery id, event id, webhook id, type, sub_type or null], ...]
  deliveries json not null,
  primary key (workspace_id, id)
);
create index handoffs_by_owner on handoffs (owner);

-- The running belfryd processes. A process whose lease ran out is dead.
create table processes (
  process_id uuid primary key,
  role text not null,
  started_at timestamptz not null,
  lease_until timestamptz not null
);

create table idempotency_keys (
  workspace_id uuid not null,
  key text not null check (length(key) between 1 and 255),
  request_hash bytea not null,
  -- The answer given, status and body; null while the transaction that makes it is open.
  response json,
  created_at timestamptz not null,
  primary key (workspace_id, key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);

-- Long work on many deliveries. `cursor` is the last delivery done, so that a crash resumes there.
create table jobs (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  type text not null check (type in ('retry_failed', 'release_held', 'discard_held')),
  webhook_id uuid not null,
  state text not null check (state in ('running', 'succeeded', 'failed')),
  from_id uuid not null,
  to_id uuid not null,
  cursor uuid,
  total integer not null,
  processed integer not null default 0,
  error text,
  lease_owner uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id)
);
create index jobs_running on jobs (workspace_id, id) where state = 'running';

-- Counts for a minute, written by the process that made the calls (so that no two ever wait for one row).
create table delivery_stats (
  workspace_id uuid not null,
  webhook_id uuid not null,
  minute timestamptz not null,
  process_id uuid not null,
  succeeded integer not null,
  failed integer not null,
  -- Calls by duration; bucket bounds: domain/duration-buckets.ts.
  durations integer[] not null,
  primary key (workspace_id, webhook_id, minute, process_id)
);
create index delivery_stats_by_minute on delivery_stats (workspace_id, minute);
