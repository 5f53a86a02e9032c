import type { Logger } from 'pino'
import type { Actor } from '#core/access/actor.ts'
import { systemActor } from '#core/access/actor.ts'
import type { Context } from '#core/context.ts'
import { migrate } from '#core/database/migrate.ts'
import { type Database, type DatabaseOptions, openDatabase } from '#core/database/open.ts'
import { inTransaction, type TransactionOptions } from '#core/database/transaction.ts'
import type { Reaction } from '#core/events/react.ts'
import type { Outward } from '#core/http/outward.ts'
import type { RequestLimits } from '#core/http/request-limits.ts'
import type { ActorSource, Room } from '#core/module.ts'
import { openLog } from './log.ts'

export interface HouseOptions extends DatabaseOptions {
  rooms: Room[]
  /** The address people use, for links in mails and for the cookies' strictness. */
  publicUrl?: string
  log?: Logger
  /** A secret of this installation, read or made by the entrance. */
  secret?: string
  /** Whom it may speak to beyond the public Internet; nobody unless the operator says so. */
  outward?: Outward
  /** How much may be asked in a minute; without it, anything. */
  limits?: RequestLimits
}

/** The opened house: database, rooms, log. One per process. */
export interface House {
  database: Database
  rooms: Room[]
  data: string
  publicUrl: URL
  secret: string
  /** How far it may speak outward; given to `safeFetch`. */
  outward: Outward
  limits: RequestLimits | null
  log: Logger
  actors: ActorSource
  reactionsTo(event: string): readonly Reaction[]
  /** One transaction as somebody. */
  transaction<T>(options: TransactionOptions, work: (ctx: Context) => Promise<T>): Promise<T>
  /** One transaction as the house itself. `name` stands in the audit log. */
  asSystem<T>(name: string, work: (ctx: Context) => Promise<T>, timeout?: number): Promise<T>
  close(): Promise<void>
}

/** Opens the database, migrates it, and introduces the rooms to each other. */
export async function openHouse(options: HouseOptions): Promise<House> {
  const database = await openDatabase(options)
  try {
    const sources = [{ name: 'core', folder: import.meta.dirname }, ...options.rooms]
    const log = options.log ?? openLog()
    const { applied } = await migrate(database.owner, sources)
    if (applied.length > 0) log.info({ applied }, 'database migrated')
    const house = makeHouse(options, database, log)
    for (const room of options.rooms) await room.onOpen?.(house)
    return house
  } catch (error) {
    await database.close()
    throw error
  }
}

function makeHouse(options: HouseOptions, database: Database, log: Logger): House {
  const reactions = Map.groupBy(
    options.rooms.flatMap((room) => room.reactions ?? []),
    (reaction) => reaction.to,
  )
  const house: House = {
    database,
    rooms: options.rooms,
    data: options.data,
    publicUrl: new URL(options.publicUrl ?? 'http://127.0.0.1:8080'),
    secret: options.secret ?? '',
    outward: options.outward ?? { allow: [] },
    limits: options.limits ?? null,
    log,
    actors: options.rooms.find((room) => room.actors)?.actors ?? NOBODY,
    reactionsTo: (event) => reactions.get(event) ?? [],
    transaction: (settings, work) => inTransaction(house, settings, work),
    asSystem: (name, work, timeout = 600_000) => inTransaction(house, { actor: systemActor(name), timeout }, work),
    close: () => database.close(),
  }
  return house
}

const NOBODY: ActorSource = { ofRequest: async () => null, ofStaff: async (): Promise<Actor | null> => null }
