-- What admins did, see AuditLog.
create table audit (
  id       bigint        not null auto_increment primary key,
  at       datetime(3)   not null,
  admin    bigint        not null,
  action   varchar(40)   not null,
  event_id bigint,
  about    varchar(1000) not null,
  outcome  varchar(10)   not null
) character set utf8mb4;
