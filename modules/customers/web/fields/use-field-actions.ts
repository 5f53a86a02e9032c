import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { queryClient, refresh } from '#core/web/query-client.ts'
import { useUndoToast } from '#core/web/undo-toast.tsx'
import { useToast } from '#core/web/use-toast.ts'
import type { WireInput } from '#core/web/wire.ts'
import type { changeFieldCall, orderFieldsCall } from '../../field/contract.ts'
import type { CustomField } from './custom-field.ts'

type Change = WireInput<typeof changeFieldCall>['body'] & object

/** Changes a field as it was when the reader saw it. */
export const changeField = ({ key, version }: Pick<CustomField, 'key' | 'version'>, body: Change) =>
  callApi<typeof changeFieldCall>('PATCH /api/customer-fields/:key', { params: { key }, body }, { ifMatch: version })

/** Everything that shows custom fields asks again. */
export const refreshFields = () => refresh('/api/customer-fields', '/api/customers/fields')

/** Order, archive and restore; all may be all fields, archived ones too. */
export function useFieldActions(all: readonly CustomField[]) {
  const { t } = useTranslation()
  const toast = useToast()
  const undoable = useUndoToast()
  const retire = async (field: CustomField, retired: boolean) => {
    try {
      const changed = await changeField(field, { retired })
      await refreshFields()
      undoable(
        t(retired ? 'customers:fields.archived' : 'customers:fields.restored', { label: field.label }),
        async () => {
          await changeField(changed, { retired: !retired })
          await refreshFields()
        },
      )
    } catch (error) {
      toast.failed(error)
      void refreshFields()
    }
  }
  const move = async (open: readonly CustomField[], index: number, by: 1 | -1) => {
    const keys = open.map(({ key }) => key)
    const [moved] = keys.splice(index, 1)
    if (moved === undefined) return
    keys.splice(index + by, 0, moved)
    // Shown at once: somebody who moves a field three places up presses three times.
    const places = new Map(keys.map((key, place) => [key, place]))
    const placeOf = ({ key }: CustomField) => places.get(key) ?? keys.length
    queryClient.setQueryData(['/api/customer-fields', {}], { items: [...all].sort((a, b) => placeOf(a) - placeOf(b)) })
    try {
      await callApi<typeof orderFieldsCall>('POST /api/customer-fields/order', { body: { keys } })
    } catch (error) {
      toast.failed(error)
    }
    void refreshFields()
  }
  return {
    move,
    archive: (field: CustomField) => void retire(field, true),
    restore: (field: CustomField) => void retire(field, false),
  }
}
