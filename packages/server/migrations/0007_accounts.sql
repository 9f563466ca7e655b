-- People: who may sign in, where they are members, and what was changed by whom.

-- Accounts belong to the installation, not to a workspace.
create table users (
  id uuid primary key,
  -- In lower case, so that one address is one account.
  email text not null unique check (length(email) between 3 and 254 and email = lower(email)),
  name text not null check (length(name) between 1 and 200),
  email_verified boolean not null default true,
  -- The sign-in library writes it; Belfry shows no pictures.
  image text,
  -- Owner of every workspace, and may create workspaces.
  installation_owner boolean not null default false,
  last_seen_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

-- Passwords, hashed with scrypt. An account without one is signed in to by one-time links only.
create table credentials (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  provider text not null check (provider = 'credential'),
  provider_account_id text not null,
  password text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (user_id, provider)
);

create table sessions (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  -- Worth nothing alone: the cookie carries it with a signature under a key that is not in the database.
  token text not null unique check (length(token) between 20 and 200),
  expires_at timestamptz not null,
  address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index sessions_by_user on sessions (user_id);
create index sessions_by_expiry on sessions (expires_at);

-- Tries to sign in, counted over a while: by address and by account. The key is a hash of either.
create table sign_in_counts (
  key bytea primary key check (length(key) = 32),
  tries integer not null check (tries > 0),
  ends_at timestamptz not null
);
create index sign_in_counts_by_end on sign_in_counts (ends_at);

-- One-time links to the installation itself: to make the first account, or (in development) to sign in.
create table access_links (
  id uuid primary key,
  kind text not null check (kind in ('setup', 'sign_in')),
  -- SHA-256 of the secret in the link.
  hash bytea not null check (length(hash) = 32),
  user_id uuid references users on delete cascade,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  check ((kind = 'sign_in') = (user_id is not null))
);

create table members (
  workspace_id uuid not null references workspaces on delete cascade,
  user_id uuid not null references users on delete cascade,
  role text not null check (role in ('viewer', 'operator', 'owner')),
  created_at timestamptz not null,
  primary key (workspace_id, user_id)
);
create index members_by_user on members (user_id);

-- A row is deleted when its link is used.
create table invitations (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  role text not null check (role in ('viewer', 'operator', 'owner')),
  -- Null: whoever has the link.
  email text check (length(email) between 3 and 254 and email = lower(email)),
  hash bytea not null check (length(hash) = 32),
  expires_at timestamptz not null,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);

-- Who changed what, written with the change. Kept as long as the workspace.
create table audit_entries (
  workspace_id uuid not null references workspaces on delete cascade,
  -- Carries the time.
  id uuid not null,
  actor_type text not null check (actor_type in ('user', 'key', 'system')),
  -- Of the account or the key; no foreign key, for history outlives both.
  actor_id uuid,
  actor_name text not null check (length(actor_name) <= 300),
  -- Where the request came from; null: there was none.
  address text check (length(address) <= 100),
  action text not null check (length(action) between 1 and 100),
  target_type text not null check (length(target_type) between 1 and 100),
  target_id text not null check (length(target_id) between 1 and 300),
  target_name text not null check (length(target_name) <= 300),
  -- Objects of what changed; never a secret.
  before jsonb,
  after jsonb,
  primary key (workspace_id, id),
  check ((actor_type = 'system') = (actor_id is null))
);
create index audit_entries_by_target on audit_entries (workspace_id, target_type, target_id, id);
create index audit_entries_by_actor on audit_entries (workspace_id, actor_id, id);
create index audit_entries_by_action on audit_entries (workspace_id, action, id);
