-- Lists by time are mostly filtered by the status too: with the status in their indexes, counting such a list of
-- 100,000 records reads the index alone instead of every record of the time.

drop index records_by_creation;
create index records_by_creation on records (workspace_id, kind, id) include (status);
drop index records_by_update;
create index records_by_update on records (workspace_id, kind, updated_at, id) include (status);
drop index records_by_activity;
create index records_by_activity on records (workspace_id, kind, last_activity_at, id) include (status);
