import { Button, Input, Modal, Tooltip } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { askApi } from '#core/web/ask-api.ts'
import { callApi } from '#core/web/call-api.ts'
import { useUndoToast } from '#core/web/undo-toast.tsx'
import { useGo } from '#core/web/use-go.ts'
import { useMay } from '#core/web/use-may.ts'
import { useToast } from '#core/web/use-toast.ts'
import { useExport } from '#modules/customers/web/parts/use-export.ts'
import type { listBehindCall, Query } from '../../explore/contract.ts'
import type { Cell } from './cell.ts'
import { segmentDiffers, segmentOf } from './segment-of.ts'

/** As many as are tagged or exported at once. */
const MOST = 5000

/** What segments have no words for. */
function hindrance(query: Query, cell: Cell): 'rank' | 'clock' | 'other' {
  if (cell.atLeast !== undefined) return 'rank'
  const asked = query.kind === 'cube' ? query.filters.map(({ dimension }) => dimension) : []
  return asked.some((dimension) => dimension === 'weekday' || dimension === 'hour') ? 'clock' : 'other'
}

interface BehindActionsProps {
  /** Of the cell. */
  query: Query
  cell: Cell
  days: { from: string; to: string }
  customers: number
  title: string
}

/** What can be done with the customers behind a figure: a segment where its condition can be said, a tag, a file. */
export function BehindActions({ query, cell, days, customers, title }: BehindActionsProps) {
  const { t } = useTranslation()
  const may = useMay()
  const go = useGo()
  const toast = useToast()
  const exportOf = useExport('customers')
  const [isTagging, setTagging] = useState(false)
  const condition = cell.atLeast === undefined ? segmentOf(query, days) : null
  const differs = condition === null ? null : segmentDiffers(query)
  const whyNot = t(`insight:explore.behind.noSegment.${hindrance(query, cell)}`)
  const tooMany = customers > MOST ? t('insight:explore.behind.tooMany', { count: MOST }) : ''
  const takeOut = async () => {
    try {
      exportOf?.('csv', { customerIds: await everyoneBehind(query, cell) })
    } catch (error) {
      toast.failed(error)
    }
  }
  const address = `/segments/new?${new URLSearchParams({ name: title.slice(0, 120), condition: JSON.stringify(condition) })}`
  return (
    <div className="behind-actions">
      {may('customers.segments') && (
        <Tooltip title={condition === null ? whyNot : t('insight:explore.behind.segmentHint')}>
          {/* A button that can't be pressed hears no pointer and gets no focus: the reason hangs on what is around it. */}
          <span {...(condition === null && { tabIndex: 0, role: 'note', 'aria-label': whyNot })}>
            <Button size="small" disabled={condition === null || customers === 0} onClick={() => go(address)}>
              {t('insight:explore.behind.segment')}
            </Button>
          </span>
        </Tooltip>
      )}
      {may('customers.bulk') && (
        <Button
          size="small"
          disabled={customers === 0 || tooMany !== ''}
          title={tooMany}
          onClick={() => setTagging(true)}
        >
          {t('insight:explore.behind.tag')}
        </Button>
      )}
      {exportOf && (
        <Button
          size="small"
          disabled={customers === 0 || tooMany !== ''}
          title={tooMany}
          onClick={() => void takeOut()}
        >
          {t('insight:explore.behind.export')}
        </Button>
      )}
      {may('customers.segments') && differs && customers > 0 && (
        <span className="basis">{t(`insight:explore.behind.segmentBut.${differs}`)}</span>
      )}
      {isTagging && <TagDialog query={query} cell={cell} customers={customers} onClose={() => setTagging(false)} />}
    </div>
  )
}

async function everyoneBehind(query: Query, cell: Cell): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | null = null
  do {
    const body = {
      query,
      limit: 200,
      ...(cell.atLeast !== undefined && { atLeast: cell.atLeast }),
      ...(cursor && { cursor }),
    }
    const page: { items: { customerId: string }[]; next: string | null } = await callApi<typeof listBehindCall>(
      'POST /api/insight/explore/customers',
      { body },
    )
    ids.push(...page.items.map((item) => item.customerId))
    cursor = page.next
  } while (cursor && ids.length < MOST)
  return ids.slice(0, MOST)
}

interface Changed {
  changed: number
  undo: object[]
}

function TagDialog({
  query,
  cell,
  customers,
  onClose,
}: Pick<BehindActionsProps, 'query' | 'cell' | 'customers'> & { onClose(): void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const undoable = useUndoToast()
  const [tag, setTag] = useState('')
  const [isBusy, setBusy] = useState(false)
  const done = async () => {
    if (!tag.trim()) return
    setBusy(true)
    try {
      const customerIds = await everyoneBehind(query, cell)
      const body = { customerIds, addTags: [tag.trim()] }
      const { changed, undo } = await askApi<Changed>('POST /api/customers/bulk', { body })
      undoable(t('insight:explore.behind.tagged', { count: changed }), async () => {
        for (const back of undo) await askApi('POST /api/customers/bulk', { body: back })
      })
      onClose()
    } catch (error) {
      toast.failed(error)
      setBusy(false)
    }
  }
  return (
    <Modal
      open
      title={t('insight:explore.behind.tagTitle', { count: customers })}
      onCancel={onClose}
      onOk={() => void done()}
      okText={t('insight:explore.behind.tag')}
      okButtonProps={{ disabled: tag.trim() === '', loading: isBusy }}
    >
      <Input
        autoFocus
        maxLength={60}
        value={tag}
        aria-label={t('insight:explore.behind.tagName')}
        placeholder={t('insight:explore.behind.tagName')}
        onChange={(event) => setTag(event.target.value)}
        onPressEnter={() => void done()}
      />
    </Modal>
  )
}
