-- What a customer's next purchase is worth moves with every day: with it in an index each night wrote every row anew in all six. The
-- states that are asked for are sorted when they are asked for.
drop index if exists insight.needs_by_state_worth;
drop index if exists insight.needs_by_category_worth;
