import type { LookupAddress } from 'node:dns'
import { lookup as systemLookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import { AppError, refused } from '#core/errors.ts'

/** Whom the house may speak to beyond the public Internet, and who tells it where names lead. */
export interface Outward {
  /** `host` or `host:port`, exactly as written in an address: hosts of the operator's own network. */
  allow: readonly string[]
  /** Where a name leads; the system's own way unless given. */
  lookup?: (host: string) => Promise<LookupAddress[]>
}

/** An address that was checked, with the places it leads to: only these are connected to. */
export interface Destination {
  url: URL
  addresses: LookupAddress[]
}

/** Above 1023 these belong to other services (Fetch standard, "bad port"); below it only 80 and 443 speak HTTP. */
const OTHER_SERVICES = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
])

/** Reads `RAPPORT_OUTWARD_ALLOW`. @throws 409 `outward_allow_invalid`: a slip must not open less or more. */
export function readOutward(text: string | undefined): Outward {
  const allow = (text ?? '')
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .filter(Boolean)
  for (const entry of allow) {
    const host = entry.replace(/:\d{1,5}$/, '')
    if (/^(?:[a-z0-9._-]+|\[[0-9a-f:]+\])$/.test(host) && hostIn(host) === host) continue
    throw refused('outward_allow_invalid', `RAPPORT_OUTWARD_ALLOW: "${entry}" is neither host nor host:port.`)
  }
  return { allow }
}

/**
 * Where an address leads, when the house may go there: http or https, no user in it, a usual port, and every place its
 * name leads to on the public Internet; or a host that the operator allows.
 * @throws 400 `address_not_allowed`, the same for every reason, so that nothing can be learnt about the inside.
 */
export async function findDestination(outward: Outward, address: string): Promise<Destination> {
  const url = URL.canParse(address) ? new URL(address) : null
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') throw notAllowed()
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80))
  const byPort = outward.allow.includes(`${url.hostname}:${port}`)
  const byHost = outward.allow.includes(url.hostname)
  if (!byPort && !isHttpPort(port)) throw notAllowed()
  if (!byPort && !byHost && isLocalName(url.hostname)) throw notAllowed()
  const addresses = await placesOf(outward, url.hostname)
  if (addresses.length === 0) throw notAllowed()
  if (!byPort && !byHost && !addresses.every((one) => isPublic(one.address))) throw notAllowed()
  return { url, addresses }
}

const isHttpPort = (port: number) => port === 80 || port === 443 || (port > 1023 && !OTHER_SERVICES.has(port))

/** Names that mean this machine or this network whatever a resolver says; a dot at the end hides such a name. */
const isLocalName = (host: string) => /(?:^|\.)(?:localhost|local|internal|home\.arpa)$|\.$/.test(host)

async function placesOf(outward: Outward, hostname: string): Promise<LookupAddress[]> {
  const host = hostname.replace(/^\[|\]$/g, '')
  const family = isIP(host)
  if (family !== 0) return [{ address: host, family }]
  const lookup = outward.lookup ?? ((name) => systemLookup(name, { all: true }))
  return lookup(host).catch(() => [])
}

/**
 * Whether an IP address lies on the public Internet. Of IPv6 only global unicast (2000::/3) does; IPv4 inside of IPv6
 * counts as that IPv4 where a network translates it (mapped, NAT64) and not at all elsewhere (compatible, 6to4, Teredo).
 */
export function isPublic(address: string): boolean {
  // One way of writing: `::1.1.1.1` would be taken for a mapped address.
  const written = isIP(address) === 6 ? hostIn(`[${address}]`)?.slice(1, -1) : address
  if (written === undefined || !ipaddr.isValid(written)) return false
  const parsed = ipaddr.process(written)
  if (parsed instanceof ipaddr.IPv4) return parsed.range() === 'unicast'
  const { parts } = parsed as ipaddr.IPv6
  const [first = 0, second, ...rest] = parts
  if (first === 0x64 && second === 0xff9b && rest.slice(0, 4).every((part) => part === 0)) {
    return new ipaddr.IPv4(parsed.toByteArray().slice(12)).range() === 'unicast'
  }
  return parsed.range() === 'unicast' && first >> 13 === 1
}

const hostIn = (host: string) => (URL.canParse(`http://${host}/`) ? new URL(`http://${host}/`).host : undefined)

export const notAllowed = () =>
  new AppError(400, 'address_not_allowed', 'This address can’t be used: only public http and https addresses can.')
