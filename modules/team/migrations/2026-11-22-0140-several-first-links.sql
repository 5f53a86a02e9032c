-- Each start of a house without an owner prints a link; an earlier one holds until it is used or too old. Links without
-- a person no longer replace each other, those of a person still do.
create unique index one_live_link_a_person on team.links (purpose, staff_id);
drop index team.one_live_link;
