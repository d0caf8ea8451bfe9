create table event (
  id         bigint       not null auto_increment primary key,
  name       varchar(100) not null,
  opens_at   datetime(3)  not null,
  closes_at  datetime(3)  not null,
  -- PAUSED or CLOSED by an admin; null when the window alone counts
  halt       varchar(10),
  -- true or null, so that the key allows one current event
  current    boolean,
  -- false until the stock is open; nobody sees the event before
  ready      boolean      not null,
  created_at datetime(3)  not null,
  unique key one_current (current)
) character set utf8mb4;

-- Raised with every change of an event, in the same transaction: who reads events into memory looks here first.
create table catalog_revision (
  revision bigint not null
);
insert into catalog_revision values (0);
