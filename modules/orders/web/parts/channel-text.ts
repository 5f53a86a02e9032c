import i18next from 'i18next'

/** A channel of sale in the reader's language where the house knows it, else as it was typed. */
export function channelText(channel: string): string {
  const key = `orders:channelOf.${channel
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_')}`
  return i18next.exists(key) ? i18next.t(key) : channel
}
