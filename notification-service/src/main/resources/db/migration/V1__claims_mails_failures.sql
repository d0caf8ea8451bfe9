-- A settled claim. The three unique keys are the proof that nothing was given twice; `rank` is a reserved word in MySQL 8.
-- The primary key is (event, rank): ranks arrive nearly in order, so rows are appended, and pages by rank are neighbours.
create table claim (
    event_id   bigint      not null,
    rank_no    bigint      not null,
    unit       bigint      not null,
    user_id    bigint      not null,
    granted_at datetime(3) not null,
    settled_at datetime(3) not null,
    primary key (event_id, rank_no),
    unique key claim_user (event_id, user_id),
    unique key claim_unit (event_id, unit)
) engine = InnoDB default charset = utf8mb4;

-- One confirmation mail per claim, and the queue of those still to be sent. It holds no address.
create table mail (
    id         bigint                                         not null auto_increment,
    event_id   bigint                                         not null,
    user_id    bigint                                         not null,
    event_name varchar(500)                                   not null,
    rank_no    bigint                                         not null,
    language   varchar(2)                                     not null,
    state      enum ('PENDING', 'SENT', 'FAILED', 'NO_ADDRESS') not null default 'PENDING',
    -- Since when it waits; set anew by a replay.
    queued_at  datetime(3)                                    not null,
    -- Not to be taken before; while it is being sent, the end of the lease.
    due_at     datetime(3)                                    not null,
    -- How often it was taken. Only ever grows: it is what a worker proves its lease with.
    attempts   int                                            not null default 0,
    -- How often it failed for a reason of its own; an outage does not count.
    failures   int                                            not null default 0,
    sent_at    datetime(3)                                    null,
    last_error varchar(200)                                   null,
    primary key (id),
    unique key mail_claim (event_id, user_id),
    key mail_due (state, due_at),
    key mail_counts (event_id, state)
) engine = InnoDB default charset = utf8mb4;

-- What failed for good. A row without replayed_at is open.
create table failure (
    id           bigint                             not null auto_increment,
    kind         enum ('POISON', 'CONFLICT', 'MAIL') not null,
    topic        varchar(249)                       null,
    partition_no int                                null,
    offset_no    bigint                             null,
    event_id     bigint                             null,
    user_id      bigint                             null,
    payload      mediumblob                         null,
    cause        varchar(500)                       not null,
    created_at   datetime(3)                        not null,
    replayed_at  datetime(3)                        null,
    replayed_by  bigint                             null,
    outcome      varchar(40)                        null,
    primary key (id),
    -- A record that is delivered again is the same failure. Mails have no record; NULLs never collide.
    unique key failure_record (topic, partition_no, offset_no),
    key failure_kind (kind, id),
    key failure_open (replayed_at, id)
) engine = InnoDB default charset = utf8mb4;
