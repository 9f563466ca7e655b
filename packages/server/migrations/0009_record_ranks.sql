-- Exact counts of lists, and the place where a far page begins, without walking through all entries before it. Each
-- order that lists are sorted by is cut into ranges of about a thousand records, and how many records stand in each is
-- kept. No change waits for another one's count: a change appends to record_moves what it adds and takes away, and now
-- and then one process sums that up into record_ranks. At any moment the records are what both tables say together.

drop table record_counts;

-- What a version of a record adds to the counts (1), and what they lose with its end (-1): in the transaction that
-- writes it. Summed up and deleted by the hundreds.
create table record_moves (
  workspace_id uuid not null,
  kind text not null,
  -- Of the record, as the columns below.
  id uuid not null,
  version integer not null,
  delta smallint not null check (delta in (1, -1)),
  status text,
  name text,
  terms text[] not null,
  updated_at timestamptz not null,
  last_activity_at timestamptz not null,
  primary key (workspace_id, kind, id, version, delta)
);

create table record_ranks (
  workspace_id uuid not null references workspaces on delete cascade,
  kind text not null,
  -- A column of records; 'all': every record of the kind under the fence ''; 'term': each term is a fence of its own.
  axis text not null,
  -- Where a range begins: the column's value as text, times in ISO 8601. The next fence ends it.
  fence text not null,
  -- '' for records without a status.
  status text not null,
  count bigint not null,
  primary key (workspace_id, kind, axis, fence, status)
);

-- Texts that lists match patterns on, and which three characters in a row they have.
create table record_texts (
  workspace_id uuid not null,
  id uuid not null,
  -- 'name', or 'text.' and the key in records.texts.
  field text not null,
  kind text not null,
  -- In lower case, as ILIKE compares.
  folded text not null,
  -- A hash of each three characters with the workspace, the kind and the field.
  grams integer[] not null,
  primary key (workspace_id, id, field),
  foreign key (workspace_id, id) references records (workspace_id, id) on delete cascade
);

-- Without a list of what is pending, which every search would have to read.
create index record_texts_by_gram on record_texts using gin (grams) with (fastupdate = off);

insert into record_texts (workspace_id, id, field, kind, folded, grams)
select t.workspace_id, t.id, t.field, t.kind, t.folded,
  array(
    select distinct hashtextextended(substr(t.folded, i, 3), t.seed)::bit(32)::integer
    from generate_series(1, char_length(t.folded) - 2) i
  )
from (
  select r.workspace_id, r.id, r.kind, x.field, lower(x.text) as folded,
    hashtextextended(r.workspace_id::text || ' ' || r.kind || ' ' || x.field, 0) as seed
  from records r
  cross join lateral (
    select 'name' as field, r.name as text
    union all
    select 'text.' || key, value from jsonb_each_text(r.texts)
  ) x
  where x.text is not null
) t;

insert into record_ranks (workspace_id, kind, axis, fence, status, count)
select workspace_id, kind, 'all', '', coalesce(status, ''), count(*) from records group by 1, 2, 5;

insert into record_ranks (workspace_id, kind, axis, fence, status, count)
select r.workspace_id, r.kind, 'term', t.term, coalesce(r.status, ''), count(*)
from records r cross join lateral (select distinct unnest(r.terms) as term) t
where octet_length(t.term) <= 500
group by 1, 2, 4, 5;

-- A range begins with every thousandth record, and records that sort alike are in one range.
insert into record_ranks (workspace_id, kind, axis, fence, status, count)
select workspace_id, kind, axis, fence, coalesce(status, ''), count(*)
from (
  select workspace_id, kind, axis, status,
    coalesce(max(mark) over (partition by workspace_id, kind, axis order by position), lowest) as fence
  from (
    select workspace_id, kind, axis, status, lowest, position,
      case
        when octet_length(key) <= 500 and (position - 1) / 1000
          > (lag(position) over (partition by workspace_id, kind, axis order by position) - 1) / 1000 then key
      end as mark
    from (
      select workspace_id, kind, status, 'id' as axis, '00000000-0000-0000-0000-000000000000' as lowest,
        id::text as key, rank() over (partition by workspace_id, kind order by id) as position
      from records
      union all
      select workspace_id, kind, status, 'updated_at', '0001-01-01T00:00:00.000Z',
        to_char(updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        rank() over (partition by workspace_id, kind order by updated_at)
      from records
      union all
      select workspace_id, kind, status, 'last_activity_at', '0001-01-01T00:00:00.000Z',
        to_char(last_activity_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        rank() over (partition by workspace_id, kind order by last_activity_at)
      from records
      union all
      select workspace_id, kind, status, 'name', '', name, rank() over (partition by workspace_id, kind order by name)
      from records where name is not null
    ) placed
  ) marked
) ranged
group by 1, 2, 3, 4, 5;
