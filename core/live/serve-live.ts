import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { type Actor, scopeOf } from '#core/access/actor.ts'
import { AppError } from '#core/errors.ts'
import type { House } from '#core/house.ts'
import { routeDocument } from '#core/http/call-document.ts'
import type { Hub } from './hub.ts'
import type { LiveNote } from './note.ts'

const RECHECK_MS = 2000
const BEAT_MS = 20_000

const document = routeDocument({
  method: 'GET',
  path: '/api/live',
  permission: 'signed-in',
  summary:
    'Server-sent events: the event names what changed, its data `{"id"}` which one (null: some); `reload` when notes were missed',
  gives: { type: 'text/event-stream', schema: z.string() },
})

/**
 * `GET /api/live`: server-sent events for desks. Each note is weighed against the actor's present rights; the session
 * is looked at again every 2 s and believed for 2 s, so a disabled person hears nothing 4 s later.
 */
export function serveLive(app: FastifyInstance, house: House, hub: Hub): void {
  const open = new Set<FastifyReply>()
  app.addHook('preClose', async () => {
    for (const reply of open) reply.raw.end()
  })
  app.get('/api/live', document, async (request, reply) => {
    let actor = await house.actors.ofRequest(house, request)
    if (!actor) throw new AppError(401, 'not_signed_in', 'Sign in first.')
    reply.hijack()
    // The server's limit on quiet connections is for requests; here silence is normal, and the heartbeat finds the dead.
    request.raw.socket.setTimeout(0)
    const headers = { ...reply.getHeaders(), 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' }
    reply.raw.writeHead(200, headers as Record<string, string>)
    reply.raw.write('retry: 2000\n\n')
    open.add(reply)
    const stopNotes = hub.listen((note) => {
      if (actor && mayHear(actor, note)) write(reply, note.topic, { id: note.id ?? null })
    })
    const stopGaps = hub.onGap(() => write(reply, 'reload', {}))
    const recheck = setInterval(async () => {
      actor = await house.actors.ofRequest(house, request).catch(() => actor)
      if (!actor) reply.raw.end()
    }, RECHECK_MS)
    const beat = setInterval(() => send(reply, ': still here\n\n'), BEAT_MS)
    reply.raw.on('error', (error) => request.log.debug({ err: error }, 'a desk went away'))
    reply.raw.on('close', () => {
      open.delete(reply)
      clearInterval(recheck)
      clearInterval(beat)
      stopNotes()
      stopGaps()
    })
  })
}

/** Whether this actor may hear this note: permission, units, addressee. */
export function mayHear(actor: Actor, note: LiveNote): boolean {
  if (note.staffId !== undefined && note.staffId !== actor.id) return false
  const scope = scopeOf(actor, note.permission)
  if (!scope) return false
  if (scope.units === 'all' || note.units === null) return true
  const mine = new Set(scope.units)
  return note.units.some((unit) => mine.has(unit))
}

function write(reply: FastifyReply, topic: string, data: object): void {
  // A desk that doesn't read is let go rather than kept in memory; it reloads when it comes back.
  if (reply.raw.writableLength > 1_000_000) reply.raw.destroy()
  else send(reply, `event: ${topic}\ndata: ${JSON.stringify(data)}\n\n`)
}

/** A stream that was ended may stay open while its reader is slow: nothing more goes into it. */
function send(reply: FastifyReply, text: string): void {
  if (!reply.raw.writableEnded) reply.raw.write(text)
}
