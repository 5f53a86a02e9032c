import type { WireReply } from '#core/web/wire.ts'
import type { listStaffCall } from '../../staff/contract.ts'

/** A member of staff as the list tells. */
export type Member = WireReply<typeof listStaffCall>['items'][number]
