import i18next from 'i18next'

interface Permission {
  name: string
  room: string
  allows: string
}

/** What a permission allows, in the reader's language where its room has words for it. */
export function permissionText({ name, room, allows }: Permission): string {
  const key = `${room}:permission.${name}`
  return i18next.exists(key) ? i18next.t(key) : allows
}

/** The room's name as its menu says it. */
export const roomText = (room: string): string => (i18next.exists(`${room}:room`) ? i18next.t(`${room}:room`) : room)
