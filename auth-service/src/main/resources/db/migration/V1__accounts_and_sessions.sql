-- People. An address is never stored plainly: a keyed hash finds it, a cipher text holds it.
create table account (
  id             bigint not null auto_increment,
  -- HMAC-SHA-256 of the normalised address; also bound to the cipher text, so that a row's cipher text fits no other row.
  address_hash   binary(32) not null,
  -- AES-256-GCM: nonce, cipher text, tag.
  address_cipher varbinary(512) not null,
  -- Which of the data keys encrypted it.
  key_id         varchar(32) character set ascii collate ascii_bin not null,
  created_at     datetime(3) not null,
  primary key (id),
  unique key account_address (address_hash),
  -- For the check at start that every key in use is at hand.
  key account_key (key_id)
);

-- A login and all the refresh tokens that follow from it: what the design calls a refresh family. Times are UTC.
create table session (
  id         bigint not null auto_increment,
  account_id bigint not null,
  state      varchar(8) character set ascii not null,
  created_at datetime(3) not null,
  expires_at datetime(3) not null,
  primary key (id),
  key session_expiry (expires_at),
  constraint session_account foreign key (account_id) references account (id) on delete cascade
);

-- One row per pair of tokens handed out. Rotated ones stay until the session is purged: their second use is how theft shows.
create table refresh_token (
  id                bigint not null auto_increment,
  session_id        bigint not null,
  -- SHA-256 of the token; 256 random bits need no slow hash and no salt.
  token_hash        binary(32) not null,
  state             varchar(8) character set ascii not null,
  -- The access token handed out with it (its jti), so that the end of the session ends it too.
  access_id         varchar(36) character set ascii collate ascii_bin not null,
  access_expires_at datetime(3) not null,
  created_at        datetime(3) not null,
  primary key (id),
  unique key refresh_token_hash (token_hash),
  unique key refresh_token_access (access_id),
  key refresh_token_session (session_id, access_expires_at),
  constraint refresh_token_session foreign key (session_id) references session (id) on delete cascade
);
