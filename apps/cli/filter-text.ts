import { InvalidArgumentError } from 'commander'

/** What `--filter` takes: any JSON; which fields and operators there are, the list itself says. */
export function filterText(text: string): string {
  try {
    JSON.parse(text)
  } catch {
    throw new InvalidArgumentError(
      `It is not JSON. For example: --filter '[{"field":"class","op":"is","value":["key"]}]'`,
    )
  }
  return text
}
