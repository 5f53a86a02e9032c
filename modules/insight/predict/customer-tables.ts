/** Tables of this room with a row or several a customer and a copy of their `unit_ids`: what follows a customer when units move or records join. */
export const customerTables: readonly string[] = [
  'scores',
  'score_history',
  'predictions',
  'churn_changes',
  'snapshots',
  'usage',
  'needs',
  'product_needs',
  'next_purchases',
  'offers',
]
