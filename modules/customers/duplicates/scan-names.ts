export const SCAN_JOB = 'customers.scan-duplicates'
export const MERGE_ALL_JOB = 'customers.merge-sure-pairs'
export const UNDO_MERGES_JOB = 'customers.undo-merges'
/** Scans of everybody, of what changed, and joining of many run one after another. */
export const SCAN_QUEUE = 'customers.duplicates'
