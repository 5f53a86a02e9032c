import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { PageLink } from '#core/web/page-link.tsx'
import type { WireReply } from '#core/web/wire.ts'
import type { listAuditCall } from '../../audit/contract.ts'

type Entry = WireReply<typeof listAuditCall>['items'][number]
type About = NonNullable<Entry['about']>

const PAGES: Partial<Record<About['kind'], string>> = {
  customer: '/customers',
  order: '/orders',
  product: '/products',
  segment: '/segments',
  import: '/import',
}

/** What an entry is about: by name and with a way there, where there is one. */
export function EntryTarget({ entry: { about, target } }: { entry: Entry }) {
  const { t } = useTranslation()
  if (!about) return target === null ? '–' : <span title={target}>{shortId(target)}</span>
  const { kind, id } = about
  const name = kind === 'setting' ? settingName(id) : about.name
  const text = `${t(`team:audit.kind.${kind}`)} ${name ?? shortId(id)}`
  const page = PAGES[kind]
  return page ? <PageLink to={`${page}/${id}`}>{text}</PageLink> : <span title={id}>{text}</span>
}

/** The words of whichever room holds the setting. */
function settingName(name: string): string {
  const rooms = i18next.options.ns
  const keys = (Array.isArray(rooms) ? rooms : []).map((room) => `${room}:setting.${name.replaceAll('.', '_')}`)
  const key = keys.find((one) => i18next.exists(one))
  return key ? i18next.t(key) : name
}

/** Ids begin with the time, so their ends tell them apart. */
const shortId = (id: string) => (/^[0-9a-f-]{36}$/.test(id) ? `…${id.slice(-8)}` : id)
