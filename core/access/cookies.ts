import type { FastifyReply, FastifyRequest } from 'fastify'
import type { House } from '#core/house.ts'

/** Browsers keep a Secure cookie on https and, over plain http, on loopback only. */
export const keepsSecureCookies = (house: House): boolean =>
  house.publicUrl.protocol === 'https:' || /^(localhost|127(\.\d+){3}|\[::1\])$/.test(house.publicUrl.hostname)

const fullName = (house: House, name: string) => (keepsSecureCookies(house) ? `__Host-${name}` : name)

export function readCookie(house: House, request: FastifyRequest, name: string): string | null {
  const wanted = fullName(house, name)
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=')
    if (at > 0 && pair.slice(0, at).trim() === wanted) return pair.slice(at + 1).trim() || null
  }
  return null
}

/** Sets a cookie that only this very host gets back and no script can read; an empty value removes it. */
export function setCookie(house: House, reply: FastifyReply, name: string, value: string, seconds: number): void {
  const secure = keepsSecureCookies(house) ? '; Secure' : ''
  const age = value === '' ? 0 : seconds
  const text = `${fullName(house, name)}=${value}; Path=/; HttpOnly; SameSite=Lax${secure}; Max-Age=${age}`
  const before = reply.getHeader('set-cookie')
  const kept = before === undefined ? [] : [before].flat().map(String)
  reply.header('set-cookie', [...kept, text])
}
