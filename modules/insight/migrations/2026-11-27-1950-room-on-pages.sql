-- Every row of these is written anew each night. Where its page has room for the new version, no index is touched.
alter table insight.scores set (fillfactor = 50);
alter table insight.needs set (fillfactor = 50);
alter table insight.product_needs set (fillfactor = 50);
alter table insight.offers set (fillfactor = 50);
