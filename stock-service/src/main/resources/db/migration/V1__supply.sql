create table supply (
  event_id   bigint      not null primary key,
  quantity   bigint      not null,
  changed_at datetime(3) not null
);
