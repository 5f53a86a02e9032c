import { useEffect, useState } from 'react'

const PATIENCE_MS = 200

/** True once `waiting` has lasted 200 ms: quick answers show no skeleton that flickers. */
export function useLate(waiting: boolean): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    if (!waiting) {
      setLate(false)
      return
    }
    const timer = setTimeout(() => setLate(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [waiting])
  return waiting && late
}
