import { useRouter } from '@tanstack/react-router'

/** Goes to an address of the desk: `const go = useGo(); go('/customers/1')`. */
export function useGo(): (address: string, options?: { replace?: boolean }) => void {
  const { history } = useRouter()
  return (address, options) => (options?.replace ? history.replace(address) : history.push(address))
}
