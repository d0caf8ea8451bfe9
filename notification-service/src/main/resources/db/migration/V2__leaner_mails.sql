-- Every key costs at each settled claim. A mail is known by its claim; its rank comes first, so that rows are appended. The user belongs to the key, because
-- a rank that an admin took away from one user and gave to another makes a mail for each. What is sent is not counted from an index but is what is left.
alter table mail
    drop primary key,
    drop column id,
    drop key mail_claim,
    drop key mail_counts,
    add primary key (event_id, rank_no, user_id);
