import {
  ApartmentOutlined,
  AuditOutlined,
  KeyOutlined,
  SafetyOutlined,
  SettingOutlined,
  TeamOutlined,
} from '@ant-design/icons'
import { defineDeskRoom } from '#core/web/pages.ts'

export const teamDesk = defineDeskRoom({
  name: 'team',
  pages: [
    {
      path: '/staff',
      title: 'team:staff.title',
      load: () => import('./staff/staff-page.tsx'),
      permission: 'staff.manage',
      nav: { group: 'house', icon: TeamOutlined, order: 10 },
    },
    {
      path: '/units',
      title: 'team:units.title',
      load: () => import('./units/units-page.tsx'),
      permission: 'signed-in',
      nav: { group: 'house', icon: ApartmentOutlined, order: 20 },
    },
    {
      path: '/roles',
      title: 'team:roles.title',
      load: () => import('./roles/roles-page.tsx'),
      permission: 'staff.manage',
      nav: { group: 'house', icon: SafetyOutlined, order: 30 },
    },
    {
      path: '/keys',
      title: 'team:keys.title',
      load: () => import('./keys/keys-page.tsx'),
      permission: 'keys.manage',
      nav: { group: 'house', icon: KeyOutlined, order: 40 },
    },
    {
      path: '/audit',
      title: 'team:audit.title',
      load: () => import('./audit/audit-page.tsx'),
      permission: 'audit.read',
      nav: { group: 'house', icon: AuditOutlined, order: 50 },
    },
    {
      path: '/settings',
      title: 'team:settings.title',
      load: () => import('./settings/settings-page.tsx'),
      permission: 'settings.change',
      nav: { group: 'house', icon: SettingOutlined, order: 60 },
    },
    {
      path: '/account',
      title: 'team:account.title',
      load: () => import('./account/account-page.tsx'),
      permission: 'signed-in',
    },
  ],
})
