import { Input, Modal, Segmented, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { Field } from '#core/web/field.tsx'
import { RecordForm } from '#core/web/form.tsx'
import { refresh } from '#core/web/query-client.ts'
import { useUnits } from '#modules/team/web/parts/use-house.ts'
import type { addShopCall, changeShopCall } from '../contract.ts'
import { PLATFORM_NAMES, type PlatformInfo, type Shop } from './shop.ts'

type Platform = Shop['platform']

interface Values {
  name: string
  source?: string
  unitId?: number
  address: string
  credentials?: Record<string, string>
  secret?: string
}

interface Props {
  platforms: readonly PlatformInfo[]
  shop?: Shop
  onClose(made?: { connectionId: number; secret: string | null }): void
}

/** Connects a shop, or changes how one is connected. */
export function ShopForm({ platforms, shop, onClose }: Props) {
  const { t } = useTranslation()
  const [platform, setPlatform] = useState<Platform>(shop?.platform ?? 'shopify')
  const info = platforms.find((one) => one.platform === platform)
  const title = t(shop ? 'shops:form.change' : 'shops:list.add')
  const initial = shop
    ? { name: shop.name, unitId: shop.unitId, address: shop.address }
    : { name: PLATFORM_NAMES[platform], source: platform, unitId: 1 }
  return (
    <Modal open title={title} onCancel={() => onClose()} footer={null}>
      {!shop && (
        <Segmented<Platform>
          block
          aria-label={t('shops:list.platform')}
          value={platform}
          options={platforms.map((one) => ({ value: one.platform, label: PLATFORM_NAMES[one.platform] }))}
          onChange={setPlatform}
        />
      )}
      <p className="faint shop-how">{t(`shops:how.${platform}`)}</p>
      <RecordForm<Values>
        key={platform}
        initial={initial as Values}
        onSubmit={async (values) => {
          const made = shop ? await change(shop, values) : await connect(platform, values)
          void refresh('/api/shops')
          onClose(made)
        }}
        submitLabel={t(shop ? 'shops:form.save' : 'shops:form.connect')}
        onCancel={() => onClose()}
      >
        <Fields isNew={!shop} platform={platform} info={info} />
      </RecordForm>
    </Modal>
  )
}

async function connect(platform: Platform, { secret, credentials = {}, source = platform, ...fields }: Values) {
  const body = { ...fields, platform, source, credentials, ...(secret && { secret }) }
  return callApi<typeof addShopCall>('POST /api/shops', { body })
}

/** Access that isn't typed again stays as it is. */
async function change(shop: Shop, { credentials, source: _, secret: __, ...fields }: Values) {
  const given = Object.values(credentials ?? {}).some(Boolean)
  const { connectionId } = await callApi<typeof changeShopCall>(
    'PATCH /api/shops/:connectionId',
    { params: { connectionId: shop.connectionId }, body: { ...fields, ...(given && credentials && { credentials }) } },
    { ifMatch: shop.version },
  )
  return { connectionId, secret: null }
}

function Fields({ isNew, platform, info }: { isNew: boolean; platform: Platform; info: PlatformInfo | undefined }) {
  const { t } = useTranslation()
  const units = useUnits() ?? []
  const open = units.filter(({ closed }) => !closed).map(({ value, label }) => ({ value, label }))
  return (
    <>
      <Field name="address" label={t('shops:form.address')} hint={t(`shops:address.${platform}`)} required>
        <Input autoFocus maxLength={300} autoComplete="off" />
      </Field>
      {(info?.credentials ?? []).map((key) => (
        <Field
          key={key}
          name={`credentials.${key}`}
          label={t(`shops:credential.${key}`)}
          required={isNew}
          {...(!isNew && { hint: t('shops:form.keepHint') })}
        >
          {key === 'username' || key === 'consumerKey' ? (
            <Input autoComplete="off" />
          ) : (
            <Input.Password autoComplete="new-password" />
          )}
        </Field>
      ))}
      {isNew && info?.ownSecret && (
        <Field name="secret" label={t('shops:form.secret')} hint={t('shops:form.secretHint')} required>
          <Input.Password autoComplete="new-password" />
        </Field>
      )}
      <Field name="name" label={t('shops:list.name')} hint={t('shops:form.nameHint')} required>
        <Input maxLength={120} />
      </Field>
      {isNew && (
        <Field
          name="source"
          label={t('shops:form.source')}
          hint={t('shops:form.sourceHint')}
          required
          rules={[{ pattern: /^[a-z0-9][a-z0-9_-]{0,39}$/, message: t('shops:form.sourceRule') }]}
        >
          <Input maxLength={40} autoComplete="off" />
        </Field>
      )}
      <Field name="unitId" label={t('shops:form.unit')} hint={t('shops:form.unitHint')} valuePropName="value">
        <Select options={open} />
      </Field>
    </>
  )
}
