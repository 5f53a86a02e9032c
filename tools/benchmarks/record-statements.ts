import type pg from 'pg'

export interface Statement {
  /** Prepared under this name. */
  name?: string
  text: string
  values: unknown[]
}

/** Notes every statement that `work` sends over the pool's connections, and lets them through. */
export async function recordStatements(pool: pg.Pool, work: () => Promise<unknown>): Promise<Statement[]> {
  const noted: Statement[] = []
  const connect = pool.connect.bind(pool)
  const connectNoting = async () => {
    const client = await connect()
    const query = client.query.bind(client) as (...given: unknown[]) => unknown
    const release = client.release.bind(client)
    Object.assign(client, {
      query: (...given: unknown[]) => {
        noted.push(statementOf(given))
        return query(...given)
      },
      release: (error?: Error) => {
        Object.assign(client, { query, release })
        release(error)
      },
    })
    return client
  }
  Object.assign(pool, { connect: connectNoting })
  try {
    await work()
  } finally {
    Object.assign(pool, { connect })
  }
  return noted
}

function statementOf([given, values]: unknown[]): Statement {
  if (typeof given === 'string') return { text: given, values: Array.isArray(values) ? [...values] : [] }
  const { name, text, values: bound } = given as Statement
  return { text, values: [...bound], ...(name && { name }) }
}
