import { ArrowDownOutlined, ArrowUpOutlined, SortAscendingOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Column } from './column.ts'
import './list-page.css'
import { sortAfter } from './sort-after.ts'

interface SortChoiceProps<Row> {
  columns: readonly Column<Row>[]
  sort: string | undefined
  onSort(sort: string): void
}

/** What a phone has instead of a table's head: by what the cards are sorted, and which way. */
export function SortChoice<Row>({ columns, sort, onSort }: SortChoiceProps<Row>) {
  const { t } = useTranslation()
  const offered = columns.filter((column) => column.sort !== undefined)
  if (offered.length === 0) return null
  const by = sort?.replace('-', '')
  const isDown = sort?.startsWith('-') ?? false
  const current = offered.find((column) => column.sort === by)
  const way = isDown ? (
    <ArrowDownOutlined aria-label={t('kit:table.downward')} />
  ) : (
    <ArrowUpOutlined aria-label={t('kit:table.upward')} />
  )
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectable: true,
        selectedKeys: current ? [current.key] : [],
        items: offered.map((column) => ({
          key: column.key,
          label: column.title,
          ...(column === current && { extra: way }),
          onClick: () => onSort(sortAfter(column, sort)),
        })),
        style: { maxHeight: 420, overflow: 'auto' },
      }}
    >
      <Button type="text" className="sort-button" icon={<SortAscendingOutlined />}>
        {current ? (
          <>
            {current.title} {way}
          </>
        ) : (
          t('kit:table.sort')
        )}
      </Button>
    </Dropdown>
  )
}
