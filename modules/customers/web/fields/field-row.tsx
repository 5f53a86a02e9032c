import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { CustomField } from './custom-field.ts'

interface FieldRowProps {
  field: CustomField
  onEdit?: () => void
  onArchive?: () => void
  onRestore?: () => void
  onUp?: (() => void) | undefined
  onDown?: (() => void) | undefined
}

/** One custom field with what can be done with it. */
export function FieldRow({ field, onEdit, onArchive, onRestore, onUp, onDown }: FieldRowProps) {
  const { t } = useTranslation()
  const { key, label, type, choices } = field
  return (
    <li>
      {onEdit && (
        <span className="order">
          <Button
            type="text"
            size="small"
            icon={<ArrowUpOutlined />}
            disabled={!onUp}
            aria-label={t('customers:fields.up', { label })}
            title={t('customers:fields.up', { label })}
            onClick={onUp}
          />
          <Button
            type="text"
            size="small"
            icon={<ArrowDownOutlined />}
            disabled={!onDown}
            aria-label={t('customers:fields.down', { label })}
            title={t('customers:fields.down', { label })}
            onClick={onDown}
          />
        </span>
      )}
      <span className="name">
        {label}
        <span className="faint">
          {[
            t(`customers:fields.type.${type}`),
            ...(type === 'choice' ? [choices.join(t('customers:fields.comma'))] : []),
          ].join(' · ')}
        </span>
      </span>
      <code className="key" title={t('customers:fields.key')}>
        {key}
      </code>
      <span className="acts">
        {onEdit && (
          <Button type="link" size="small" onClick={onEdit}>
            {t('customers:fields.change')}
          </Button>
        )}
        {onArchive && (
          <Button type="link" size="small" onClick={onArchive}>
            {t('customers:fields.archive')}
          </Button>
        )}
        {onRestore && (
          <Button type="link" size="small" onClick={onRestore}>
            {t('customers:fields.restore')}
          </Button>
        )}
      </span>
    </li>
  )
}
