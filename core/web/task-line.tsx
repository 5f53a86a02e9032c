import { App, Button, Progress } from 'antd'
import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { askApi } from './ask-api.ts'
import { codeText, errorText } from './error-text.ts'
import { Moment } from './moment.tsx'
import { PageLink } from './page-link.tsx'
import { refresh } from './query-client.ts'
import { useFormat } from './use-format.ts'

/** A long job, as `GET /api/tasks` tells it. */
export interface Task {
  taskId: string
  kind: string
  /** A text of the person's own (a file name), or a key of words. */
  title: string
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
  done: number
  /** Null while nobody knows. */
  total: number | null
  /** `{to, text?}` leads to what came out; `renew` is asked for a new `{link}` to a file whose address doesn't last. */
  result: { to?: string; text?: string; renew?: string; awaitsOwner?: boolean } | null
  /** A code, or plain words. */
  error: string | null
  /** Somebody asked it to stop; it does at the next safe place. */
  cancelAsked?: boolean
  createdAt: string
}

const marks = { queued: '…', running: '▸', done: '✓', failed: '!', cancelled: '–' } as const

/** One job of the tray: how far, how long, cancel, result. */
export function TaskLine({ task }: { task: Task }) {
  const { t } = useTranslation()
  const awaits = task.state === 'queued' && task.result?.awaitsOwner === true
  const running = !awaits && (task.state === 'queued' || task.state === 'running')
  return (
    <div className={`task-line ${task.state}`}>
      <div className="head">
        <span className="mark" aria-hidden="true">
          {awaits ? '?' : marks[task.state]}
        </span>
        <span className="title">{i18next.exists(task.title) ? t(task.title) : task.title}</span>
        {(running || awaits) && !task.cancelAsked && <CancelButton taskId={task.taskId} />}
      </div>
      {running && <Bar task={task} />}
      <div className="foot">
        <span>
          {t(`kit:tasks.state.${awaits ? 'awaits' : running && task.cancelAsked ? 'cancelling' : task.state}`)}
        </span>
        <TaskOutcome task={task} />
        <Moment at={task.createdAt} />
      </div>
    </div>
  )
}

function Bar({ task }: { task: Task }) {
  const format = useFormat()
  const percent = task.total ? Math.floor((100 * task.done) / task.total) : 0
  return (
    <Progress
      percent={percent}
      size="small"
      status="active"
      format={() => (task.total ? `${percent}%` : format.number(task.done))}
    />
  )
}

function TaskOutcome({ task }: { task: Task }) {
  const { t } = useTranslation()
  if (task.state === 'failed') return <span className="why">{task.error && (codeText(task.error) ?? task.error)}</span>
  if (task.result?.renew) return <FileLink renew={task.result.renew} text={task.result.text} />
  if (task.result?.to)
    return (
      <PageLink to={task.result.to}>
        {task.result.text ?? t(task.result.awaitsOwner ? 'kit:tasks.decide' : 'kit:tasks.result')}
      </PageLink>
    )
  return task.result?.text ? <span>{task.result.text}</span> : null
}

/** Fetches a file by an address that is made when it is asked for. */
function FileLink({ renew, text }: { renew: string; text: string | undefined }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const fetchFile = async () => {
    try {
      const { link } = await askApi<{ link: string | null }>(`GET ${renew}` as `GET /api/${string}`)
      if (link) window.location.assign(link)
    } catch (error) {
      void message.error(errorText(error))
    }
  }
  return (
    <Button size="small" type="link" onClick={() => void fetchFile()}>
      {text ?? t('kit:tasks.download')}
    </Button>
  )
}

function CancelButton({ taskId }: { taskId: string }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const cancel = async () => {
    try {
      await askApi('POST /api/tasks/:taskId/cancel', { params: { taskId } })
      await refresh('/api/tasks')
    } catch (error) {
      void message.error(errorText(error))
    }
  }
  return (
    <Button size="small" type="text" onClick={() => void cancel()}>
      {t('kit:cancel')}
    </Button>
  )
}
