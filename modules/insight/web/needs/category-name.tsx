/** The last step of a category's path; all of it on hover. */
export const CategoryName = ({ of }: { of: string }) => (
  <span title={of.replaceAll('/', ' / ')}>{of.split('/').at(-1)}</span>
)
