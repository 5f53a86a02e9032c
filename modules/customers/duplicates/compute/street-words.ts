const SHORT: Record<string, string> = {
  street: 'st',
  str: 'st',
  road: 'rd',
  avenue: 'ave',
  av: 'ave',
  drive: 'dr',
  place: 'pl',
  crescent: 'cres',
  court: 'ct',
  lane: 'ln',
  terrace: 'tce',
  boulevard: 'blvd',
  circuit: 'cct',
  square: 'sq',
  close: 'cl',
  parade: 'pde',
  highway: 'hwy',
  apartment: 'apt',
  flat: 'apt',
  unit: 'apt',
  north: 'n',
  south: 's',
  east: 'e',
  west: 'w',
  saint: 'st',
  mount: 'mt',
  rua: 'r',
  avenida: 'ave',
}

/** Words of an address in their short form: "Stanley Street" = "stanley st"; straße, Straße and str. end alike. */
export const shortenStreet = (folded: string): string =>
  folded
    .split(' ')
    .map((word) => SHORT[word] ?? word.replace(/(?<=\p{L}{3})(?:strasse|str)$/u, 'st'))
    .join(' ')
