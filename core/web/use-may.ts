import { useSession } from './session.ts'

/** Whether the signed-in person holds a permission: `const may = useMay(); may('customers.change')`. */
export function useMay(): (permission: string) => boolean {
  const { permissions } = useSession()
  return (permission) => permission === 'signed-in' || permissions.includes(permission) || permissions.includes('*')
}
