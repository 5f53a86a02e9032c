import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Rows } from './use-call-pages.ts'

/** Brings the next rows shortly before the end is seen; the button is for those who don't scroll. */
export function TableFoot<Row>({ list }: { list: Pick<Rows<Row>, 'hasMore' | 'loadingMore' | 'loadMore' | 'rows'> }) {
  const { t } = useTranslation()
  const foot = useRef<HTMLDivElement>(null)
  const more = useRef(list.loadMore)
  useEffect(() => {
    more.current = list.loadMore
  })
  const { hasMore } = list
  const count = list.rows.length
  // A new observer after each page reports again when the foot is still in sight.
  useEffect(() => {
    if (!hasMore || !foot.current || count === 0) return
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && more.current(), {
      rootMargin: '600px',
    })
    watch.observe(foot.current)
    return () => watch.disconnect()
  }, [hasMore, count])
  if (!hasMore) return null
  return (
    <div className="table-foot" ref={foot}>
      <Button type="text" size="small" loading={list.loadingMore} onClick={list.loadMore}>
        {t('kit:table.more')}
      </Button>
    </div>
  )
}
