import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useCall } from '#core/web/use-call.ts'
import type { listColleaguesCall } from '../../staff/contract.ts'
import type { listUnitsCall } from '../../unit/contract.ts'
import { unitText } from './unit-text.ts'

/** The people who may look after a customer; undefined until they are known. */
export function useColleagues(): { value: string; label: string }[] | undefined {
  const { data } = useCall<typeof listColleaguesCall>('GET /api/colleagues', {})
  return useMemo(() => data?.items.map(({ staffId, name }) => ({ value: staffId, label: name })), [data])
}

/** The units the reader sees, in the reader's language, closed ones too; undefined until they are known. */
export function useUnits(): { value: number; label: string; closed: boolean }[] | undefined {
  // Shown anew when the language changes.
  useTranslation()
  const { data } = useCall<typeof listUnitsCall>('GET /api/units', {}, { live: 'unit' })
  return data?.items.map(({ unitId, name, closed }) => ({ value: unitId, label: unitText(unitId, name), closed }))
}
