import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import type { Choice, FilterField } from '#core/web/filter-field.ts'
import { queryClient } from '#core/web/query-client.ts'
import { regionLabel } from '#core/words/regions.ts'
import { unitText } from '#modules/team/web/parts/unit-text.ts'
import type { listOrderChoicesCall } from '../../order/contract.ts'
import { STATUSES } from '../../order/order-rules.ts'
import { channelText } from '../parts/channel-text.ts'

type Ask = { text?: string; values?: readonly string[] }

const orderChoices = () =>
  queryClient.fetchQuery({
    queryKey: ['/api/order-choices'],
    queryFn: () => callApi<typeof listOrderChoicesCall>('GET /api/order-choices', {}),
    staleTime: 60_000,
  })

/** Calls of other rooms are known by their address only. */
const fromRoom = <T>(address: `/api/${string}`): Promise<T> =>
  queryClient.fetchQuery({
    queryKey: [address],
    queryFn: () => callApi(`GET ${address}`, {}) as Promise<T>,
    staleTime: 60_000,
  })

const matching = (choices: readonly Choice[], { text, values }: Ask) =>
  values
    ? choices.filter((choice) => values.includes(choice.value))
    : choices.filter((choice) => choice.label.toLocaleLowerCase().includes((text ?? '').trim().toLocaleLowerCase()))

async function products({ text, values }: Ask): Promise<Choice[]> {
  type Product = { productId: string; name: string; sku: string }
  const choice = ({ productId, name, sku }: Product) => ({
    value: productId,
    label: name === sku ? name : `${name} (${sku})`,
  })
  if (values) return (await Promise.all(values.map((id) => fromRoom<Product>(`/api/products/${id}`)))).map(choice)
  const words = text?.trim() ? `&words=${encodeURIComponent(text)}` : ''
  return (await fromRoom<{ items: Product[] }>(`/api/products?limit=30${words}`)).items.map(choice)
}

async function customers({ text, values }: Ask): Promise<Choice[]> {
  type Customer = { id: string; name: string | null }
  const choice = ({ id, name }: Customer) => ({ value: id, label: name ?? id.slice(0, 8) })
  if (values) return (await Promise.all(values.map((id) => fromRoom<Customer>(`/api/customers/${id}`)))).map(choice)
  const q = text?.trim() ? `&q=${encodeURIComponent(text)}` : ''
  return (await fromRoom<{ items: Customer[] }>(`/api/customers?limit=30&columns=id,name${q}`)).items.map(choice)
}

async function units(ask: Ask): Promise<readonly Choice[]> {
  const { items } = await fromRoom<{ items: { unitId: number; name: string; path: number[] }[] }>('/api/units')
  const all = items.map(({ unitId, name, path }) => ({
    value: String(unitId),
    label: unitText(unitId, name),
    depth: path.length - 1,
  }))
  return matching(all, ask)
}

/** What orders can be filtered by. */
export function useOrderFields(): FilterField[] {
  const { t, i18n } = useTranslation()
  const regions = async (ask: Ask) => {
    const paths = (await orderChoices()).regions
    const all = paths.map((path) => ({
      value: path,
      label: regionLabel(path, i18n.language),
      depth: path.split('/').length - 1,
    }))
    return matching(all, ask)
  }
  const channels = async (ask: Ask) =>
    matching(
      (await orderChoices()).channels.map((channel) => ({ value: channel, label: channelText(channel) })),
      ask,
    )
  return [
    { key: 'orderedAt', label: t('orders:orderedAt'), type: 'date' },
    {
      key: 'status',
      label: t('orders:state'),
      type: 'choice',
      choices: STATUSES.map((value) => ({ value, label: t(`orders:status.${value}`) })),
    },
    {
      key: 'kind',
      label: t('orders:kind.label'),
      type: 'choice',
      choices: (['sale', 'return'] as const).map((value) => ({ value, label: t(`orders:kind.${value}`) })),
    },
    {
      key: 'counts',
      label: t('orders:counts.label'),
      type: 'choice',
      choices: [{ value: 'yes', label: t('orders:counts.yes') }],
    },
    { key: 'channel', label: t('orders:channel'), type: 'choice', choices: channels },
    { key: 'unit', label: t('orders:unit'), type: 'choice', choices: units },
    { key: 'region', label: t('orders:region'), type: 'region', choices: regions },
    { key: 'productId', label: t('orders:product'), type: 'choice', choices: products },
    { key: 'customerId', label: t('orders:customer'), type: 'choice', choices: customers },
  ]
}
