import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#core/web/use-format.ts'
import { countryName, isCountryCode } from '#core/words/regions.ts'
import { ValueSources } from '../merge/value-sources.tsx'
import { EditableText } from './editable-text.tsx'
import type { FactsProps } from './facts-column.tsx'

/** Plain fields of the record; the name of a field tells where its value comes from. */
export function PersonFacts({ customer, record }: FactsProps) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const [from, setFrom] = useState<string | null>(null)
  const field = (name: 'country' | 'city' | 'address' | 'postcode' | 'company', masked?: string) => ({
    label: t(`customers:field.${name}`),
    value: customer[name],
    ...(masked && { masked }),
    onSave: (value: string | null) =>
      void record.change({ [name]: value }, { [name]: customer[name] }, t('customers:saved.field')),
  })
  const genders = (['female', 'male', 'other'] as const).map((value) => ({
    value,
    label: t(`customers:gender.${value}`),
  }))
  const gender = genders.find(({ value }) => value === customer.gender)
  const country = customer.country ?? ''
  const region = customer.regionPath?.split('/')[1] ?? null
  return (
    <section className="panel">
      <h2>{t('customers:facts.person')}</h2>
      <dl className="fact-list">
        <Fact term={t('customers:field.company')} onSource={() => setFrom('company')}>
          <EditableText {...field('company')} />
        </Fact>
        <Fact term={t('customers:field.gender')} onSource={() => setFrom('gender')}>
          <EditableText
            label={t('customers:field.gender')}
            value={customer.gender}
            shown={gender?.label}
            options={genders}
            onSave={(value) =>
              void record.change(
                { gender: value as 'female' | null },
                { gender: customer.gender as 'female' | null },
                t('customers:saved.field'),
              )
            }
          />
        </Fact>
        <Fact term={t('customers:field.birthday')} onSource={() => setFrom('birthday')}>
          <EditableText
            label={t('customers:field.birthday')}
            value={customer.birthday}
            shown={
              customer.birthday && /^\d{4}-\d\d-\d\d$/.test(customer.birthday)
                ? format.day(customer.birthday)
                : (customer.birthday ?? undefined)
            }
            type="date"
            masked="birthday"
            fact="birthday"
            onSave={(birthday) =>
              void record.change({ birthday }, { birthday: customer.birthday }, t('customers:saved.field'))
            }
          />
        </Fact>
        <Fact term={t('customers:field.country')} onSource={() => setFrom('place')}>
          <EditableText
            {...field('country')}
            shown={isCountryCode(country) ? countryName(country, i18n.language) : country || undefined}
          />
        </Fact>
        <Fact term={t('customers:field.region')} onSource={() => setFrom('place')}>
          <EditableText
            label={t('customers:field.region')}
            fact="region"
            value={region}
            onSave={(value) => void record.change({ region: value }, { region }, t('customers:saved.field'))}
          />
        </Fact>
        <Fact term={t('customers:field.city')} onSource={() => setFrom('place')}>
          <EditableText {...field('city')} />
        </Fact>
        <Fact term={t('customers:field.address')} onSource={() => setFrom('place')}>
          <EditableText {...field('address', 'address')} />
        </Fact>
        <Fact term={t('customers:field.postcode')} onSource={() => setFrom('place')}>
          <EditableText {...field('postcode', 'address')} />
        </Fact>
      </dl>
      {from && <ValueSources customer={customer} field={from} onClose={() => setFrom(null)} />}
    </section>
  )
}

/** One term with its value. `onSource`: tells where the value comes from. */
export function Fact({ term, children, onSource }: { term: string; children: React.ReactNode; onSource?: () => void }) {
  const { t } = useTranslation()
  const title = t('customers:values.of', { field: term })
  return (
    <>
      <dt>
        {onSource ? (
          <button type="button" className="sourced" title={title} aria-label={title} onClick={onSource}>
            {term}
          </button>
        ) : (
          term
        )}
      </dt>
      <dd>{children}</dd>
    </>
  )
}
