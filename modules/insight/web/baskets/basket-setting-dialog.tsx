import { Form, InputNumber, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { Field } from '#core/web/field.tsx'
import { RecordForm } from '#core/web/form.tsx'
import { FormDialog } from '#core/web/form-dialog.tsx'
import { refresh } from '#core/web/query-client.ts'
import { Loaded } from '#core/web/states.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { changeBasketSettingCall, findBasketSettingCall } from '../../baskets/contract.ts'

interface Values {
  days: number
  /** Per cent; empty: as the house finds it. */
  minSupport: number | null
  level: 'product' | 'category'
}

/** Which orders are looked at, and how closely. */
export function BasketSettingDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const answer = useCall<typeof findBasketSettingCall>('GET /api/insight/baskets/setting', {})
  const save = async ({ days, minSupport, level }: Values, version: number) => {
    const setting = { days, level, minSupport: minSupport === null ? ('auto' as const) : minSupport / 100 }
    await callApi<typeof changeBasketSettingCall>(
      'PUT /api/insight/baskets/setting',
      { body: { setting } },
      { ifMatch: version },
    )
    void refresh('/api/insight/baskets')
    toast.done(t('insight:baskets.setting.saved'))
    onClose()
  }
  return (
    <FormDialog title={t('insight:baskets.setting.change')} onClose={onClose}>
      <Loaded of={answer}>
        {({ setting, version }) => (
          <RecordForm<Values>
            initial={{
              ...setting,
              minSupport: setting.minSupport === 'auto' ? null : setting.minSupport * 100,
            }}
            onSubmit={(values) => save(values, version)}
            submitLabel={t('insight:baskets.setting.save')}
            onCancel={onClose}
          >
            <Field name="days" label={t('insight:baskets.setting.days')} required>
              <InputNumber min={30} max={3650} precision={0} />
            </Field>
            <Field
              name="minSupport"
              label={t('insight:baskets.setting.support')}
              hint={t('insight:baskets.setting.supportHint')}
            >
              <InputNumber min={0.0001} max={100} suffix="%" />
            </Field>
            <Form.Item name="level" label={t('insight:baskets.setting.level')}>
              <Segmented
                options={(['product', 'category'] as const).map((value) => ({
                  value,
                  label: t(`insight:baskets.level.${value}`),
                }))}
              />
            </Form.Item>
          </RecordForm>
        )}
      </Loaded>
    </FormDialog>
  )
}
