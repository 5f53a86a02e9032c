import { createContext } from 'react'
import type { DeskRoom } from './pages.ts'

/** Every room of the desk; the app provides it, slots and menus read it. */
export const Registry = createContext<readonly DeskRoom[]>([])
