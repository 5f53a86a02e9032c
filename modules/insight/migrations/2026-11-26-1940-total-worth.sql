-- All positive worth of a currency at the time of a run: what a share of it is reckoned by until the next one.
alter table insight.thresholds add column total_worth_micro numeric;
