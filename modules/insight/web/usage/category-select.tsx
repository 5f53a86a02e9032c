import { TreeSelect } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#core/web/use-format.ts'
import type { Categories } from './use-usage-category.ts'

interface Node {
  value: string
  title: string
  /** What a search looks in, and what stands in the closed field: the whole path. */
  path: string
  children: Node[]
}

interface Props {
  id: string
  items: Categories['items']
  value: string | undefined
  onChange(category: string): void
}

/** The tree of categories with the number of buyers in each. */
export function CategorySelect({ id, items, value, onChange }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <TreeSelect
      id={id}
      className="usage-category"
      value={value}
      treeData={treeOf(items, (count) => format.number(count))}
      treeNodeLabelProp="path"
      showSearch={{ treeNodeFilterProp: 'path' }}
      treeDefaultExpandedKeys={value ? [value] : []}
      popupMatchSelectWidth={false}
      placeholder={t('insight:usage.category')}
      onChange={(category: string) => onChange(category)}
    />
  )
}

function treeOf(items: Categories['items'], count: (customers: number) => string): Node[] {
  const nodes = new Map<string, Node>()
  const tops: Node[] = []
  for (const { category, customers } of items) {
    const cut = category.lastIndexOf('/')
    const node = {
      value: category,
      title: `${category.slice(cut + 1)} (${count(customers)})`,
      path: category.replaceAll('/', ' / '),
      children: [],
    }
    nodes.set(category, node)
    // Parents stand before what is below them.
    const siblings = (cut > 0 && nodes.get(category.slice(0, cut))?.children) || tops
    siblings.push(node)
  }
  return tops
}
