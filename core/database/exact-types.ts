import pg from 'pg'

const { INT8, DATE } = pg.types.builtins

/**
 * How values come out of the database in use cases: bigint as bigint (sums keep every digit), calendar days as text
 * (they have no zone, a Date would move them), the rest as the driver reads it.
 */
export const exactTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === INT8) return (text: string) => BigInt(text)
    if (oid === DATE) return (text: string) => text
    return pg.types.getTypeParser(oid, format as 'text')
  }) as typeof pg.types.getTypeParser,
}
