import { pino } from 'pino'
import type { Kind } from '#connectors/imports/fields/field.ts'
import { importFile } from '#connectors/imports/run/import-file.ts'
import { openHouse } from '#core/house.ts'
import { rooms } from '../../apps/rooms.ts'

/** A process that imports in small batches, to be killed. Says when it begins to write. */
const [url = '', data = '', kind = '', path = ''] = process.argv.slice(2)
const house = await openHouse({ rooms, data, url, log: pino({ level: 'fatal' }), connections: 5 })
const { run } = await importFile(
  house,
  { kind: kind as Kind, path, source: 'shop' },
  { batch: 100, onProgress: ({ phase, done }) => process.stdout.write(`${phase} ${done}\n`) },
)
process.stdout.write(`ended ${run.state}\n`)
await house.close()
