import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Actor } from '#core/access/actor.ts'
import type { Context } from '#core/context.ts'
import type { Reaction } from '#core/events/react.ts'
import type { House } from '#core/house.ts'
import type { Call, InputOf, ReplyOf } from '#core/http/contract.ts'
import type { Job } from '#core/jobs/job.ts'
import type { Setting } from '#core/settings.ts'

/** A call with the use case that answers it. */
export interface ServedCall {
  call: Call
  handle(ctx: Context, input: never): Promise<unknown>
}

export const serve = <C extends Call>(
  call: C,
  handle: (ctx: Context, input: InputOf<C>) => Promise<ReplyOf<C>>,
): ServedCall => ({ call, handle: handle as ServedCall['handle'] })

/** How the house knows who knocks. One room (team) provides it. */
export interface ActorSource {
  /** The actor of a request by cookie or key; null when it carries neither or they don't hold (any more). */
  ofRequest(house: House, request: FastifyRequest): Promise<Actor | null>
  /** A member of staff with their present rights; null when gone or disabled. For jobs started by somebody. */
  ofStaff(house: House, staffId: string): Promise<Actor | null>
  /** An API key with its present rights; null when it is revoked, has expired, or its maker is gone. */
  ofKey?(house: House, keyId: string): Promise<Actor | null>
}

/** The roles a company starts with; `owner` holds every permission without being named. */
export type Role = 'owner' | 'manager' | 'marketer' | 'agent' | 'dealer' | 'analyst' | 'auditor'

export interface Permission {
  /** What it allows, in English; the desk translates by `permission.<name>`. */
  allows: string
  /** Who holds it until the company says otherwise. */
  roles: readonly Exclude<Role, 'owner'>[]
}

/** The door sign of a room: everything the house must know about it, in one list. */
export interface Room {
  name: string
  /** Folder of the room, for its `migrations/` and `facts.sql`: `import.meta.dirname`. */
  folder: string
  /** Every permission the room asks for. */
  permissions?: Record<string, Permission>
  calls?: ServedCall[]
  reactions?: Reaction[]
  jobs?: Job[]
  settings?: Setting[]
  actors?: ActorSource
  /** Calls that `routes` serves itself because they need cookies or several transactions. */
  exchanges?: readonly Call[]
  /** Routes that are no plain call: streams, uploads, sign-in pages. They check access themselves. */
  routes?(app: FastifyInstance, house: House): void
  /** Runs once after the house has opened, before it serves. */
  onOpen?(house: House): Promise<void>
}

export const defineRoom = (room: Room): Room => room
