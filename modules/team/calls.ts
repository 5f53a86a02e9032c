import { type ServedCall, serve } from '#core/module.ts'
import { listAuditActionsCall, listAuditCall } from './audit/contract.ts'
import { listAudit } from './audit/list-audit.ts'
import { listAuditActions } from './audit/list-audit-actions.ts'
import { addKeyCall, listKeysCall, revokeKeyCall } from './key/contract.ts'
import { listKeys } from './key/list-keys.ts'
import { makeKey } from './key/make-key.ts'
import { revokeKey } from './key/revoke-key.ts'
import { changeRole } from './role/change-role.ts'
import { changeRoleCall, listPermissionsCall, listRolesCall } from './role/contract.ts'
import { listPermissions, listRoles } from './role/list-roles.ts'
import { changeHouseSetting } from './settings/change-setting.ts'
import { changeSettingCall, listSettingsCall } from './settings/contract.ts'
import { listSettings } from './settings/list-settings.ts'
import { changeStaff } from './staff/change-staff.ts'
import {
  changeStaffCall,
  inviteAgainCall,
  inviteStaffCall,
  listColleaguesCall,
  listStaffCall,
} from './staff/contract.ts'
import { inviteAgain, inviteStaff } from './staff/invite-staff.ts'
import { listColleagues } from './staff/list-colleagues.ts'
import { listStaff } from './staff/list-staff.ts'
import { cancelTask } from './task/cancel-task.ts'
import { cancelTaskCall, listTasksCall } from './task/contract.ts'
import { listTasks } from './task/list-tasks.ts'
import { addUnit } from './unit/add-unit.ts'
import { changeUnit } from './unit/change-unit.ts'
import { addUnitCall, changeUnitCall, listUnitsCall } from './unit/contract.ts'
import { listUnits } from './unit/list-units.ts'

/** Every call of the room but those about one's own session, which need cookies (`sign-in/serve-sign-in.ts`). */
export const calls: ServedCall[] = [
  serve(listUnitsCall, listUnits),
  serve(addUnitCall, addUnit),
  serve(changeUnitCall, changeUnit),
  serve(listStaffCall, listStaff),
  serve(listColleaguesCall, listColleagues),
  serve(inviteStaffCall, inviteStaff),
  serve(inviteAgainCall, inviteAgain),
  serve(changeStaffCall, changeStaff),
  serve(listPermissionsCall, listPermissions),
  serve(listRolesCall, listRoles),
  serve(changeRoleCall, changeRole),
  serve(listKeysCall, listKeys),
  serve(addKeyCall, makeKey),
  serve(revokeKeyCall, revokeKey),
  serve(listAuditCall, listAudit),
  serve(listAuditActionsCall, listAuditActions),
  serve(listSettingsCall, listSettings),
  serve(changeSettingCall, changeHouseSetting),
  serve(listTasksCall, listTasks),
  serve(cancelTaskCall, cancelTask),
]
