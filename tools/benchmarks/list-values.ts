import type pg from 'pg'

/** A condition that lists can be filtered by, as `GET /api/customers/fields` offers it, with a value. */
export interface Condition {
  field: string
  op: string
  value: unknown
}

export interface OfferedField {
  key: string
  kind: string
  operators: string[]
  choices: string[] | null
  custom: { type: string } | null
  segmentsOnly: boolean
}

/** Columns of the customers' table by the names the catalogue gives the fields, where they differ in more than spelling. */
const COLUMNS: Record<string, string> = {
  created: 'created_at',
  lastOrder: 'last_order_at',
  firstOrder: 'first_order_at',
  lastInteraction: 'last_interaction_at',
  orders: 'orders_count',
  revenue: 'revenue_micro / 1000000',
  profit: 'profit_micro / 1000000',
  returns: 'returns_count',
  complaints: 'complaints_count',
  churnRisk: 'churn_percent',
  active: 'active_percent',
  // Asked in whole numbers.
  expectedOrders: 'round(expected_orders)',
  expectedValue: 'expected_value_micro / 1000000',
  lifetimeValue: 'clv_micro / 1000000',
  nextPurchase: 'next_purchase_on',
}

const PEOPLE = `(
  select c.*, p.potential_score, p.active_percent, p.churn_percent, p.churn_level, p.expected_orders, p.expected_value_micro,
    p.clv_micro, n.next_on as next_purchase_on
  from customers.customers c left join insight.predictions p using (customer_id) left join insight.next_purchases n using (customer_id)
) people`

const EMPTY = new Set(['empty', 'filled'])

/** For each field and operator a value that many customers have and one that few have, from the shop itself. */
export async function conditionsOf(
  owner: pg.Pool,
  fields: readonly OfferedField[],
  segmentIds: readonly number[],
): Promise<Condition[]> {
  const conditions: Condition[] = []
  for (const field of fields) {
    for (const op of field.operators) {
      const values = EMPTY.has(op) ? [null] : await valuesFor(owner, field, op, segmentIds)
      if (values.length === 0) throw new Error(`no value known for ${field.key} ${op} (${field.kind})`)
      for (const value of values) conditions.push({ field: field.key, op, value })
    }
  }
  return conditions
}

async function valuesFor(
  owner: pg.Pool,
  field: OfferedField,
  op: string,
  segmentIds: readonly number[],
): Promise<unknown[]> {
  const column = COLUMNS[field.key] ?? field.key
  if (field.custom)
    return op === 'between'
      ? [
          [5, 9],
          [900, null],
        ]
      : customValues(field.custom.type)
  if (field.choices) return field.choices.map((choice) => [choice])
  switch (field.kind) {
    case 'name':
      return ['zhang', 'zhang wei', 'q']
    case 'tags':
      return wordsOf(await mostAndLeast(owner, 'unnest(tags)'))
    case 'region':
      return wordsOf(await mostAndLeast(owner, 'region_path'))
    case 'text':
      return op === 'starts' ? mostAndLeast(owner, column) : wordsOf(await mostAndLeast(owner, column))
    case 'choice':
    case 'choiceOrNone':
    case 'email':
    case 'phone':
      return wordsOf(await mostAndLeast(owner, column))
    case 'staff':
      return wordsOf(await mostAndLeast(owner, 'owner_staff_id::text'))
    case 'units':
      return wordsOf((await mostAndLeast(owner, 'unnest(unit_ids)::text')).map(Number))
    case 'segments':
      return segmentIds.map((id) => [id])
    default:
      return rangesFor(owner, field, op, column)
  }
}

function rangesFor(owner: pg.Pool, { kind }: OfferedField, op: string, column: string): Promise<unknown[]> | unknown[] {
  if (kind === 'score')
    return op === 'is'
      ? [[5], [1, 2]]
      : [
          [2, 4],
          [5, null],
        ]
  if (kind === 'month') return [[2], [1, 2, 3, 4, 5, 6]]
  if (kind === 'age')
    return [
      [0, 30],
      [365, null],
    ]
  if (kind === 'ahead')
    return [
      [null, 3],
      [1, 60],
    ]
  if (kind === 'moment' && op !== 'between') return [7, 365]
  if (kind === 'moment' || kind === 'day')
    return spans(owner, column === 'birthday' ? column : `${column}::date`, String)
  if (kind === 'number') return spans(owner, column, Number)
  return kind === 'money' ? spans(owner, column, String) : []
}

function customValues(type: string): unknown[] {
  const known: Record<string, unknown[]> = { number: [[7]], yesno: [[true], [false]], date: [['2024-01-01']] }
  return known[type] ?? [['M'], ['nobody has this']]
}

const wordsOf = (values: readonly unknown[]) => values.map((value) => [value])

async function mostAndLeast(owner: pg.Pool, column: string): Promise<string[]> {
  const { rows } = await owner.query<{ value: string }>(`
    with counted as (select value, count(*) as count from (select ${column} as value from ${PEOPLE} where listed) v
      where value is not null group by value)
    (select value from counted order by count desc, value limit 1)
    union (select value from counted order by count, value limit 1)`)
  return rows.map((row) => row.value)
}

/** A range in the middle, the highest hundredth, and everything up to the middle. */
async function spans<T>(owner: pg.Pool, column: string, as: (value: string) => T): Promise<unknown[]> {
  const { rows } = await owner.query<{ at: string[] }>(`
    select percentile_disc(array[0.4, 0.5, 0.99]) within group (order by ${column})::text[] as at
    from ${PEOPLE} where listed`)
  const [low = '0', middle = '0', high = '0'] = rows[0]?.at ?? []
  return [
    [as(low), as(middle)],
    [as(high), null],
    [null, as(middle)],
  ]
}
