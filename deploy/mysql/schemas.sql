-- One schema per service, for the one user; run when the data folder is made.
create database if not exists auth character set utf8mb4;
create database if not exists event character set utf8mb4;
create database if not exists stock character set utf8mb4;
create database if not exists notification character set utf8mb4;
grant all on auth.* to firstcome;
grant all on event.* to firstcome;
grant all on stock.* to firstcome;
grant all on notification.* to firstcome;
