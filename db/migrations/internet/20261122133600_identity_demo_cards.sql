-- The card simulator of a demonstration city: a certificate authority of its own and the fictional people's cards.
-- A real city has no rows here and the program refuses to make any.

create table demo_authority (
  tenant_id text not null default current_tenant(),
  certificate bytea not null,
  key_box bytea not null,
  created_at timestamptz not null,
  primary key (tenant_id)
);
comment on table demo_authority is '見本の認証局（架空。実在の公的個人認証とは関係がない）';
select enforce_tenancy('demo_authority');

create table demo_card (
  tenant_id text not null default current_tenant(),
  person text not null,
  serial text not null,
  certificate bytea not null,
  key_box bytea not null,
  issued_at timestamptz not null,
  revoked_at timestamptz,
  primary key (tenant_id, person),
  unique (tenant_id, serial)
);
comment on table demo_card is '見本の人の署名用証明書（架空）';
select enforce_tenancy('demo_card');
