/** Hands the browser a file to keep. */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name.replaceAll(/[\\/:*?"<>|\s]+/g, '-').slice(0, 80)
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
