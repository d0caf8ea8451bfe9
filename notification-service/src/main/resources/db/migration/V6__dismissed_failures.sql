-- A failure that can never succeed is closed by dismissing it: outcome DISMISSED, and why. It shares the columns replayed_at and replayed_by, when and by whom it
-- was closed, with those that were replayed: open is still what has no replayed_at, also to an instance that does not know of this yet.
alter table failure
    add column because varchar(200) null;
