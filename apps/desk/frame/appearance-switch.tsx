import { DesktopOutlined, MoonOutlined, SunOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { type Appearance, useAppearance } from '#core/web/appearance.ts'

const icons = { light: <SunOutlined />, dark: <MoonOutlined />, auto: <DesktopOutlined /> }

/** Light, dark, or as the device. */
export function AppearanceSwitch() {
  const { t } = useTranslation()
  const { choice, choose } = useAppearance()
  const items = (['light', 'dark', 'auto'] as const).map((key) => ({
    key,
    icon: icons[key],
    label: t(`desk:appearance.${key}`),
  }))
  return (
    <Dropdown
      trigger={['click']}
      menu={{ items, selectable: true, selectedKeys: [choice], onClick: ({ key }) => choose(key as Appearance) }}
    >
      <Button
        type="text"
        icon={icons[choice]}
        aria-label={t('desk:appearance.label')}
        title={t('desk:appearance.label')}
      />
    </Dropdown>
  )
}
