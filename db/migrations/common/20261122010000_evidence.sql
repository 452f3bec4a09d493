-- Why: what happened must be provable later, also against somebody with every right on this database. Every change of
-- state is an event in the same transaction; a sequencer puts new events into one Merkle tree per zone and city (RFC 9162)
-- and signs its head. Nothing here is ever updated; only payloads may be deleted, when a law says so.

create table event (
  tenant_id text not null default current_tenant(),
  stream text not null,
  stream_id text not null,
  -- Counts within the stream, from 1, without a gap.
  number integer not null check (number > 0),
  type text not null,
  actor_kind text not null check (actor_kind in ('resident', 'staff', 'system', 'partner')),
  actor_id text not null,
  actor_on_behalf_of text,
  actor_role text,
  at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  -- Codes only, never personal data: this row stays when everything else about a case has been deleted.
  codes jsonb not null default '{}' check (jsonb_typeof(codes) = 'object'),
  -- SHA-256 of salt and payload: without the payload it says nothing about it.
  payload_hash bytea check (length(payload_hash) = 32),
  primary key (tenant_id, stream, stream_id, number)
);
comment on table event is '証跡（できごと）';
select enforce_tenancy('event', 'select,insert');

create table event_payload (
  tenant_id text not null default current_tenant(),
  stream text not null,
  stream_id text not null,
  number integer not null,
  -- Salt and payload, encrypted; bound to stream, id and hash.
  box bytea not null,
  primary key (tenant_id, stream, stream_id, number)
);
-- Without a foreign key: `append_event` and `submit_applications` write both rows in one transaction, and an event is never
-- deleted. A look for each row would find what was written a moment before.
alter table event_payload alter column box set storage external;
comment on table event_payload is '証跡の内容（暗号化）';
select enforce_tenancy('event_payload', 'select,insert,delete');

-- Events that are not in the tree yet. A row is written with its event and leaves with its leaf, so a transaction that
-- commits late is taken late and never passed over. The ordinal follows the order of commits within a stream.
create table event_pending (
  tenant_id text not null default current_tenant(),
  ordinal bigint generated always as identity,
  stream text not null,
  stream_id text not null,
  number integer not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, ordinal)
);
comment on table event_pending is '証跡の木に入る前のできごと';
select enforce_tenancy('event_pending', 'select,insert,delete');

create table event_leaf (
  tenant_id text not null default current_tenant(),
  -- From 0: the place in the tree.
  position bigint not null check (position >= 0),
  stream text not null,
  stream_id text not null,
  number integer not null,
  hash bytea not null check (length(hash) = 32),
  primary key (tenant_id, position),
  unique (tenant_id, stream, stream_id, number)
);
comment on table event_leaf is '証跡の木の葉';
select enforce_tenancy('event_leaf', 'select,insert');

-- Hashes of complete subtrees above the leaves: what makes proofs short to compute. They can be made again from leaves.
create table tree_node (
  tenant_id text not null default current_tenant(),
  level integer not null check (level > 0),
  index bigint not null check (index >= 0),
  hash bytea not null check (length(hash) = 32),
  primary key (tenant_id, level, index)
);
comment on table tree_node is '証跡の木の節';
select enforce_tenancy('tree_node', 'select,insert');

create table tree_head (
  tenant_id text not null default current_tenant(),
  size bigint not null check (size > 0),
  root bytea not null check (length(root) = 32),
  -- The size of the head before; part of what is signed, so that a removed head leaves a hole.
  previous_size bigint not null check (previous_size >= 0 and previous_size < size),
  at timestamptz not null,
  key_id text not null,
  signature bytea not null,
  primary key (tenant_id, size)
);
comment on table tree_head is '証跡の木の署名付きの頭';
select enforce_tenancy('tree_head', 'select,insert');

-- Refuses when the sequencer has stood still for a minute: what cannot be proven is not done.
-- The newest head first: in a rush it is of this second, and what waits lies behind thousands of rows that were just removed.
create function require_sequencer() returns void
  language plpgsql stable security invoker
  as $$
  declare
    newest timestamptz;
    oldest timestamptz;
  begin
    select at into newest from tree_head where tenant_id = current_tenant() order by size desc limit 1;
    if newest > clock_timestamp() - interval '60 seconds' then
      return;
    end if;
    select recorded_at into oldest from event_pending where tenant_id = current_tenant() order by ordinal limit 1;
    if oldest < clock_timestamp() - interval '60 seconds' then
      raise exception 'evidence-stalled' using errcode = 'YE001',
        detail = format('The oldest event outside the tree of %s is of %s.', current_tenant(), oldest),
        hint = 'The sequencer of this zone has to run before anything else is recorded.';
    end if;
  end $$;
comment on function require_sequencer() is '証跡の木が進んでいることを確かめる';

-- Appends one event to its stream and returns its number. Callable inside other functions, in their transaction.
-- actor: {"kind", "id", "onBehalfOf"?, "role"?}. hash and box come from the program (preparePayload), or are null.
create function append_event(
  the_stream text, the_stream_id text, the_type text, the_actor jsonb, the_moment timestamptz,
  the_codes jsonb default '{}', the_payload_hash bytea default null, the_payload_box bytea default null
) returns integer
  language plpgsql volatile security invoker
  as $$
  declare
    next_number integer;
  begin
    perform require_sequencer();
    -- One of 4,096 locks, held to the end of the transaction: a bulk change of any size stays within the server's lock table,
    -- and two streams that share one wait for each other's commit at most.
    perform pg_advisory_xact_lock(hashtext(current_schema() || '/' || current_tenant() || '/event'), hashtext(the_stream || '/' || the_stream_id) & 4095);
    select coalesce(max(number), 0) + 1 into next_number from event
      where tenant_id = current_tenant() and stream = the_stream and stream_id = the_stream_id;
    insert into event (stream, stream_id, number, type, actor_kind, actor_id, actor_on_behalf_of, actor_role, at, codes, payload_hash)
      values (the_stream, the_stream_id, next_number, the_type, the_actor ->> 'kind', the_actor ->> 'id',
              the_actor ->> 'onBehalfOf', the_actor ->> 'role', the_moment, coalesce(the_codes, '{}'), the_payload_hash);
    if the_payload_box is not null then
      insert into event_payload (stream, stream_id, number, box) values (the_stream, the_stream_id, next_number, the_payload_box);
    end if;
    insert into event_pending (stream, stream_id, number) values (the_stream, the_stream_id, next_number);
    return next_number;
  end $$;
comment on function append_event(text, text, text, jsonb, timestamptz, jsonb, bytea, bytea) is '証跡にできごとを加える';
