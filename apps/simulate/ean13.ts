/** An EAN-13 barcode of the range GS1 keeps for use inside a shop (prefix 20), so that it names no real product. */
export function ean13(item: number): string {
  const digits = `20${String(item).padStart(10, '0')}`
  let sum = 0
  for (let i = 0; i < 12; i++) sum += Number(digits[i]) * (i % 2 === 0 ? 1 : 3)
  return digits + ((10 - (sum % 10)) % 10)
}
