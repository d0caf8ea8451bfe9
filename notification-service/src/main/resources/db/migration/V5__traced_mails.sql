-- The step of a trace that sending this mail follows (W3C's traceparent); null for nearly all.
alter table mail
    add column trace varchar(55) character set ascii null;
