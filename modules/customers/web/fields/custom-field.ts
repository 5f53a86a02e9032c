import type { WireReply } from '#core/web/wire.ts'
import type { listFieldsCall } from '../../field/contract.ts'

export type CustomField = WireReply<typeof listFieldsCall>['items'][number]
