-- Which key the secrets in this database are sealed with, so that a start with another key is noticed before
-- anything is sealed with it. `version` is the first byte of what is sealed.
create table master_keys (
  version smallint primary key,
  fingerprint text not null,
  created_at timestamptz not null default now()
);
