-- A revoked claim stays as a row, so that its record, delivered again, is a repeat and is never settled anew. It is not live any more, and NULLs never
-- collide: user and unit may be claimed again.
alter table claim
    add column live tinyint null default 1,
    add constraint claim_live check (live = 1),
    drop key claim_user,
    drop key claim_unit,
    add unique key claim_user (event_id, user_id, live),
    add unique key claim_unit (event_id, unit, live);

-- Who took a claim back, when and why; a row without released_at is not known to be released in the ledger. A table of its own: few claims are revoked, and
-- an index over released_at would cost at each that is settled.
create table revocation (
    event_id    bigint       not null,
    rank_no     bigint       not null,
    revoked_at  datetime(3)  not null,
    revoked_by  bigint       not null,
    because     varchar(200) not null,
    released_at datetime(3)  null,
    primary key (event_id, rank_no),
    key revocation_unreleased (released_at, revoked_at)
) engine = InnoDB default charset = utf8mb4;

-- CANCELLED: its claim was revoked before it was sent.
alter table mail
    modify column state enum ('PENDING', 'SENT', 'FAILED', 'NO_ADDRESS', 'CANCELLED') not null default 'PENDING';
