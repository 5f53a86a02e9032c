/**
 * PostgreSQL arrays in the binary format of the protocol (array_recv), for columns of millions of numbers: neither side
 * makes or reads digits. A parameter that is a Buffer travels as it is; it needs a cast to exactly this type, such as
 * `${int4s(values)}::int[]`. NaN stands for null. For small columns `column-arrays.ts` is plainer.
 */
const HEADER = 20

export const int2s = (values: ArrayLike<number>): Buffer =>
  numbers(values, 21, 2, (bytes, value, at) => bytes.writeInt16BE(value, at))
export const int4s = (values: ArrayLike<number>): Buffer =>
  numbers(values, 23, 4, (bytes, value, at) => bytes.writeInt32BE(value, at))
export const float4s = (values: ArrayLike<number>): Buffer =>
  numbers(values, 700, 4, (bytes, value, at) => bytes.writeFloatBE(value, at))
export const float8s = (values: ArrayLike<number>): Buffer =>
  numbers(values, 701, 8, (bytes, value, at) => bytes.writeDoubleBE(value, at))

/** Whole numbers up to 2^53. */
export const int8s = (values: ArrayLike<number>): Buffer =>
  numbers(values, 20, 8, (bytes, value, at) => {
    const high = Math.floor(value / 2 ** 32)
    bytes.writeInt32BE(high, at)
    return bytes.writeUInt32BE(value - high * 2 ** 32, at + 4)
  })

/** Days since 1970-01-01; PostgreSQL counts from 2000-01-01. */
export const dates = (values: ArrayLike<number>): Buffer =>
  numbers(values, 1082, 4, (bytes, value, at) => bytes.writeInt32BE(value - 10_957, at))

/** Ids as texts of 36 characters, or as keys of a copied row. */
export function uuids(values: readonly (string | null)[]): Buffer {
  const bytes = begun(2950, values.length, values.length * 20)
  let at = HEADER
  for (const value of values) {
    if (value === null) {
      at = putNull(bytes, at)
      continue
    }
    bytes.writeInt32BE(16, at)
    if (value.length === 16) bytes.write(value, at + 4, 16, 'latin1')
    else bytes.write(value.replaceAll('-', ''), at + 4, 16, 'hex')
    at += 20
  }
  return bytes.subarray(0, at)
}

export function texts(values: readonly (string | null)[]): Buffer {
  let size = 0
  for (const value of values) size += 4 + (value === null ? 0 : Buffer.byteLength(value))
  const bytes = begun(25, values.length, size)
  let at = HEADER
  for (const value of values) {
    if (value === null) {
      at = putNull(bytes, at)
      continue
    }
    const length = bytes.write(value, at + 4)
    bytes.writeInt32BE(length, at)
    at += 4 + length
  }
  return bytes
}

type Put = (bytes: Buffer, value: number, at: number) => number

function numbers(values: ArrayLike<number>, type: number, size: number, put: Put): Buffer {
  const bytes = begun(type, values.length, values.length * (4 + size))
  let at = HEADER
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number
    if (Number.isNaN(value)) {
      at = putNull(bytes, at)
      continue
    }
    bytes.writeInt32BE(size, at)
    put(bytes, value, at + 4)
    at += 4 + size
  }
  return bytes.subarray(0, at)
}

function begun(type: number, count: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafe(HEADER + size)
  bytes.writeInt32BE(1, 0)
  // "May hold nulls" costs nothing where it doesn't.
  bytes.writeInt32BE(1, 4)
  bytes.writeInt32BE(type, 8)
  bytes.writeInt32BE(count, 12)
  bytes.writeInt32BE(1, 16)
  return bytes
}

function putNull(bytes: Buffer, at: number): number {
  bytes.writeInt32BE(-1, at)
  return at + 4
}
