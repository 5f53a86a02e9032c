import { LogoutOutlined, UserOutlined } from '@ant-design/icons'
import { Button, Dropdown, type MenuProps } from 'antd'
import { useTranslation } from 'react-i18next'
import { askApi } from '#core/web/ask-api.ts'
import { useSession } from '#core/web/session.ts'
import { useGo } from '#core/web/use-go.ts'
import { useToast } from '#core/web/use-toast.ts'
import { deskRooms } from '../pages.ts'

/** Who is signed in, their account, and out. */
export function AccountMenu() {
  const { t } = useTranslation()
  const { actor } = useSession()
  const go = useGo()
  const toast = useToast()
  const signOut = async () => {
    await askApi('POST /api/sign-out')
    // A fresh page: nothing of this person stays in memory.
    window.location.assign('/sign-in')
  }
  const hasAccountPage = deskRooms.some((room) => room.pages.some((page) => page.path === '/account'))
  const items: MenuProps['items'] = [
    { key: 'who', type: 'group', label: <Who name={actor.name} email={actor.email} /> },
    ...(hasAccountPage
      ? [{ key: 'account', icon: <UserOutlined />, label: t('desk:account.mine'), onClick: () => go('/account') }]
      : []),
    {
      key: 'out',
      icon: <LogoutOutlined />,
      label: t('desk:account.signOut'),
      onClick: () => void signOut().catch(toast.failed),
    },
  ]
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
      <Button type="text" className="account" aria-label={t('desk:account.menu', { name: actor.name })}>
        <span className="face" aria-hidden="true">
          {initialOf(actor.name)}
        </span>
        <span className="name">{actor.name}</span>
      </Button>
    </Dropdown>
  )
}

function Who({ name, email }: { name: string; email: string | null | undefined }) {
  return (
    <>
      {name}
      {email && <div>{email}</div>}
    </>
  )
}

// A Chinese name is known by its last character, others by the first letter.
function initialOf(name: string): string {
  const letters = [...name.trim()]
  const chinese = /^\p{Script=Han}+$/u.test(name.trim())
  return ((chinese ? letters.at(-1) : letters[0]) ?? '·').toUpperCase()
}
