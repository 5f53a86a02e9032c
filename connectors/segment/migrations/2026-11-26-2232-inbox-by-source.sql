-- Each source's oldest requests: they are taken in turn.
create index inbox_of_source on segment.inbox (source_id, batch_id);
