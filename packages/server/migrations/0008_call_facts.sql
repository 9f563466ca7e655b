-- What the console says of a webhook's calls without reading its deliveries: why they failed, when the last one did,
-- and which delivery was called last.
alter table delivery_stats
  -- Failed calls by reason: [[error kind, status code, count], ...]; null: none failed.
  add column failures json,
  add column last_failed_at timestamptz,
  -- Null in rows that an earlier release wrote.
  add column last_delivery_id uuid;
