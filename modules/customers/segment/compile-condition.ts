import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { AppError, invalid } from '#core/errors.ts'
import { openSegmentCatalogue } from '../list/catalogue.ts'
import type { Field } from '../list/field.ts'
import { type FilterScene, openFilterScene } from '../list/filter-scene.ts'
import { readLeaf } from '../list/read-leaf.ts'
import { allOf, anyOf, notSo, type SqlPart } from '../list/sql-part.ts'
import type { Condition, ConditionLeaf } from './condition.ts'
import { boughtSql, type Found, needSql, offerSql, touchedSql, usageSql } from './totals-sql.ts'

/** A condition as SQL: what to join to `people`, and what must then hold. */
export interface Compiled {
  joins: SqlPart
  where: SqlPart
}

interface Compiler {
  ctx: Context
  scene: FilterScene
  catalogue: ReadonlyMap<string, Field>
  only: readonly string[] | null
  joins: SqlPart[]
}

/**
 * Makes a condition into one statement's parts, every value bound. `only` narrows it to a few customers, whose rows
 * are then found by their keys. Totals are joined, not asked per customer, so that memory is all a big shop costs.
 * @throws invalid `filter_invalid`; 403 `field_masked`.
 */
export async function compileCondition(
  ctx: Context,
  condition: Condition,
  only: readonly string[] | null = null,
): Promise<Compiled> {
  const compiler = {
    ctx,
    scene: await openFilterScene(ctx),
    catalogue: await openSegmentCatalogue(ctx),
    only,
    joins: [],
  }
  const where = await compile(compiler, condition, 'condition')
  const among = only ? [sql`c.customer_id = any(${only}::uuid[])`] : []
  return { joins: sql.join(compiler.joins, sql` `), where: allOf([sql`c.listed`, ...among, where]) }
}

/** `place`: where in the whole condition this one stands, as `condition.all.0`. */
async function compile(compiler: Compiler, condition: Condition, place: string): Promise<SqlPart> {
  const each = async (children: Condition[], name: string) => {
    const parts: SqlPart[] = []
    for (const [index, child] of children.entries())
      parts.push(await compile(compiler, child, `${place}.${name}.${index}`))
    return parts
  }
  if ('all' in condition) return allOf(await each(condition.all, 'all'))
  if ('any' in condition) return anyOf(await each(condition.any, 'any'))
  if ('not' in condition) return notSo(await compile(compiler, condition.not, `${place}.not`))
  try {
    return await compileLeaf(compiler, condition)
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'filter_invalid')) throw error
    throw invalid(error.code, `${place}: ${error.message}`, { ...error.details, place })
  }
}

async function compileLeaf(compiler: Compiler, leaf: ConditionLeaf): Promise<SqlPart> {
  const { ctx, scene, catalogue, only } = compiler
  if ('bought' in leaf) return joined(compiler, boughtSql(leaf.bought, scene, only))
  if ('touched' in leaf) return joined(compiler, touchedSql(leaf.touched, scene, only))
  if ('usage' in leaf) return joined(compiler, usageSql(leaf.usage, only))
  if ('need' in leaf) return joined(compiler, needSql(leaf.need, scene, only))
  if ('offer' in leaf) return joined(compiler, offerSql(leaf.offer, only))
  if ('segment' in leaf) {
    const statement = sql`select m.customer_id from customers.segment_members m where m.segment_id = ${leaf.segment}`
    return joined(compiler, { statement, others: false })
  }
  return (await readLeaf(ctx, leaf, catalogue)).toSql(scene)
}

function joined(compiler: Compiler, { statement, others }: Found): SqlPart {
  const name = sql.id(`found_${compiler.joins.length + 1}`)
  compiler.joins.push(sql`left join (${statement}) ${name} on ${name}.customer_id = c.customer_id`)
  return others ? sql`${name}.customer_id is null` : sql`${name}.customer_id is not null`
}
