create table if not exists lab_stock (
  event_id bigint not null primary key,
  quantity bigint not null,
  granted  bigint not null
);
create table if not exists lab_claim (
  event_id   bigint  not null,
  user_id    bigint  not null,
  unit       bigint  not null,
  granted_at bigint  not null,
  language   char(2) not null,
  published  boolean not null default false,
  primary key (event_id, user_id),
  unique key unit_of_event (event_id, unit)
);
create table if not exists lab_free_unit (
  event_id bigint not null,
  unit     bigint not null,
  primary key (event_id, unit)
);
