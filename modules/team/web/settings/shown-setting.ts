import type { WireReply } from '#core/web/wire.ts'
import type { listSettingsCall } from '../../settings/contract.ts'

export type ShownSettings = WireReply<typeof listSettingsCall>
export type ShownSetting = ShownSettings['items'][number]

/** What inputs of amounts must know of the company's money. */
export type MoneyOfCompany = Omit<ShownSettings, 'items'>
