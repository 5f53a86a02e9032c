import { SettingOutlined } from '@ant-design/icons'
import { Button, Checkbox, Popover } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Column } from './column.ts'
import './data-table.css'
import type { ChosenColumns } from './use-columns.ts'

/** The button that lets a person choose the columns of a table. */
export function ColumnChoice<Row>({
  columns,
  chosen,
}: {
  columns: readonly Column<Row>[]
  chosen: ChosenColumns<Row>
}) {
  const { t } = useTranslation()
  const list = (
    <div className="column-choice">
      {columns.slice(1).map((column) => (
        <Checkbox key={column.key} checked={chosen.isShown(column.key)} onChange={() => chosen.toggle(column.key)}>
          {column.title}
        </Checkbox>
      ))}
      <Button type="link" size="small" onClick={chosen.reset}>
        {t('kit:table.resetColumns')}
      </Button>
    </div>
  )
  return (
    <Popover content={list} trigger="click" placement="bottomRight">
      <Button
        className="column-button"
        icon={<SettingOutlined />}
        aria-label={t('kit:table.columns')}
        title={t('kit:table.columns')}
      />
    </Popover>
  )
}
