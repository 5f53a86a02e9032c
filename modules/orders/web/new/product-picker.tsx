import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { askApi } from '#core/web/ask-api.ts'
import { Money } from '#core/web/money.tsx'
import { TypedSelect } from './typed-select.tsx'

/** A product as the catalogue answers it; calls of other rooms are known by their address only. */
export interface FoundProduct {
  productId: string
  sku: string
  name: string
  price: string | null
  currency: string | null
}

interface ProductPickerProps {
  id?: string
  value?: string
  onChange?(sku: string | undefined): void
  /** A product of the catalogue was chosen; null: a number that isn't in it. */
  onPick(product: FoundProduct | null): void
  label: string
  autoFocus: boolean
}

/** Chooses a product by words of its name or its number; a number nobody knows yet may be typed. */
export function ProductPicker({ id, value, onChange, onPick, label, autoFocus }: ProductPickerProps) {
  const { t } = useTranslation()
  const [words, setWords] = useState('')
  const [picked, setPicked] = useState<FoundProduct | null>(null)
  const asked = useDeferredValue(words.trim())
  const { data, isPlaceholderData } = useQuery<{ items: FoundProduct[] }>({
    queryKey: ['/api/products', { pick: asked }],
    queryFn: () => askApi('GET /api/products', { query: { limit: 20, ...(asked && { words: asked }) } }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
  const found = data?.items ?? []
  return (
    <TypedSelect
      {...(id && { id })}
      {...(value && { value })}
      label={label}
      autoFocus={autoFocus}
      placeholder={t('orders:new.findProduct')}
      search={{
        onSearch: setWords,
        pending: !data || isPlaceholderData || asked !== words.trim(),
        chosen: picked && optionOf(picked),
      }}
      typedLabel={(sku) => t('orders:new.newProduct', { sku })}
      options={found.map(optionOf)}
      onChange={(sku) => {
        const product = found.find((one) => one.sku === sku) ?? null
        setPicked(product)
        onChange?.(sku)
        onPick(product)
      }}
    />
  )
}

const optionOf = (product: FoundProduct) => ({ value: product.sku, label: <ProductLabel product={product} /> })

function ProductLabel({ product: { name, sku, price, currency } }: { product: FoundProduct }) {
  return (
    <span>
      {name}{' '}
      <small className="faint">
        {name !== sku && sku} {price !== null && currency && <Money value={price} currency={currency} />}
      </small>
    </span>
  )
}
