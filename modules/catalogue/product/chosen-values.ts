/** The values of a filter that allows several, as the desk's addresses write them: `a,b`, a comma inside one as `%2C`. */
export function chosenValues(text: string): string[] {
  return text
    .split(',')
    .filter((part) => part !== '')
    .map((part) => {
      try {
        return decodeURIComponent(part)
      } catch {
        // A lone per cent sign means itself.
        return part
      }
    })
}
