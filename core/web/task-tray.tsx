import { ClockCircleOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Badge, Button, Popover } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ApiError } from './api-error.ts'
import { askApi } from './ask-api.ts'
import { refresh } from './query-client.ts'
import { type Task, TaskLine } from './task-line.tsx'
import './task-tray.css'
import { useLive } from './use-live.ts'

/** Long jobs of the signed-in person: they live on the server, so they survive a reload. */
export function TaskTray() {
  const { t } = useTranslation()
  useLive('task', () => void refresh('/api/tasks'))
  const { data } = useQuery<{ items: Task[] }, ApiError>({
    queryKey: ['/api/tasks'],
    queryFn: () => askApi<{ items: Task[] }>('GET /api/tasks'),
    // Progress is told live; this catches what a lost connection didn't bring.
    refetchInterval: (query) => (query.state.data?.items.some(isRunning) ? 5000 : false),
  })
  const tasks = data?.items ?? []
  const running = tasks.filter(isRunning).length
  const list = (
    <div className="task-tray">
      {tasks.length === 0 ? (
        <p className="none">{t('kit:tasks.none')}</p>
      ) : (
        tasks.map((task) => <TaskLine key={task.taskId} task={task} />)
      )}
    </div>
  )
  return (
    <Popover content={list} title={t('kit:tasks.title')} trigger="click" placement="bottomRight">
      <Badge count={running} size="small" offset={[-7, 7]} color="var(--accent)">
        <Button type="text" icon={<ClockCircleOutlined />} aria-label={t('kit:tasks.open', { count: running })} />
      </Badge>
    </Popover>
  )
}

const isRunning = (task: Task) => task.state === 'queued' || task.state === 'running'
