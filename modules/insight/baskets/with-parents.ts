/** Categories with all above them, each once: of `食品/咖啡` also `食品`. */
export const withParents = (paths: readonly string[]): string[] => [
  ...new Set(
    paths.flatMap((path) => {
      const steps = path.split('/')
      return steps.map((_, at) => steps.slice(0, at + 1).join('/'))
    }),
  ),
]
