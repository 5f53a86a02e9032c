import type pg from 'pg'

export interface Statement {
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

function statementOf([text, values]: unknown[]): Statement {
  if (typeof text !== 'string') throw new Error('a statement that is not a text')
  return { text, values: Array.isArray(values) ? [...values] : [] }
}
