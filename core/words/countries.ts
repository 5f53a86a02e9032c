import { foldMarks } from './fold.ts'

/** ISO 3166-1: alpha-2 and alpha-3 of every country, run together. */
const ISO =
  'ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO AQATA ARARG ASASM ATAUT AUAUS AWABW AXALA AZAZE BABIH BBBRB BDBGD BEBEL BFBFA ' +
  'BGBGR BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN BOBOL BQBES BRBRA BSBHS BTBTN BVBVT BWBWA BYBLR BZBLZ CACAN CCCCK CDCOD CFCAF CGCOG ' +
  'CHCHE CICIV CKCOK CLCHL CMCMR CNCHN COCOL CRCRI CUCUB CVCPV CWCUW CXCXR CYCYP CZCZE DEDEU DJDJI DKDNK DMDMA DODOM DZDZA ECECU ' +
  'EEEST EGEGY EHESH ERERI ESESP ETETH FIFIN FJFJI FKFLK FMFSM FOFRO FRFRA GAGAB GBGBR GDGRD GEGEO GFGUF GGGGY GHGHA GIGIB GLGRL ' +
  'GMGMB GNGIN GPGLP GQGNQ GRGRC GSSGS GTGTM GUGUM GWGNB GYGUY HKHKG HMHMD HNHND HRHRV HTHTI HUHUN IDIDN IEIRL ILISR IMIMN ININD ' +
  'IOIOT IQIRQ IRIRN ISISL ITITA JEJEY JMJAM JOJOR JPJPN KEKEN KGKGZ KHKHM KIKIR KMCOM KNKNA KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO ' +
  'LBLBN LCLCA LILIE LKLKA LRLBR LSLSO LTLTU LULUX LVLVA LYLBY MAMAR MCMCO MDMDA MEMNE MFMAF MGMDG MHMHL MKMKD MLMLI MMMMR MNMNG ' +
  'MOMAC MPMNP MQMTQ MRMRT MSMSR MTMLT MUMUS MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM NCNCL NENER NFNFK NGNGA NINIC NLNLD NONOR NPNPL ' +
  'NRNRU NUNIU NZNZL OMOMN PAPAN PEPER PFPYF PGPNG PHPHL PKPAK PLPOL PMSPM PNPCN PRPRI PSPSE PTPRT PWPLW PYPRY QAQAT REREU ROROU ' +
  'RSSRB RURUS RWRWA SASAU SBSLB SCSYC SDSDN SESWE SGSGP SHSHN SISVN SJSJM SKSVK SLSLE SMSMR SNSEN SOSOM SRSUR SSSSD STSTP SVSLV ' +
  'SXSXM SYSYR SZSWZ TCTCA TDTCD TFATF TGTGO THTHA TJTJK TKTKL TLTLS TMTKM TNTUN TOTON TRTUR TTTTO TVTUV TWTWN TZTZA UAUKR UGUGA ' +
  'UMUMI USUSA UYURY UZUZB VAVAT VCVCT VEVEN VGVGB VIVIR VNVNM VUVUT WFWLF WSWSM YEYEM YTMYT ZAZAF ZMZMB ZWZWE'

/** Names that exports use and CLDR doesn't: former, short, official and own-language ones. */
const ALIASES: Record<string, string> = {
  AE: 'UAE|Emirates|阿联酋',
  AT: 'Österreich',
  BE: 'België|Belgique',
  BO: 'Plurinational State of Bolivia',
  BR: 'Brasil',
  CD: 'DR Congo|DRC|Democratic Republic of the Congo|Congo Kinshasa|刚果金',
  CG: 'Congo|Republic of the Congo|刚果布|刚果',
  CH: 'Schweiz|Suisse|Svizzera',
  CI: 'Ivory Coast',
  CN: "PRC|P.R. China|PR China|People's Republic of China|China Mainland|Mainland China|中国大陆|中国大陸|中华人民共和国|中華人民共和國|大陆",
  CV: 'Cape Verde',
  CZ: 'Czech Republic|Česko|捷克共和国',
  DE: 'Deutschland|Federal Republic of Germany',
  DK: 'Danmark',
  ES: 'España',
  FI: 'Suomi',
  GB: 'UK|U.K.|Great Britain|Britain|England|Scotland|Wales|Northern Ireland|United Kingdom of Great Britain and Northern Ireland|英格兰|苏格兰|大不列颠',
  GR: 'Hellas|Ελλάδα',
  HK: 'Hong Kong|Hongkong|Hong Kong SAR|HKSAR|香港|中国香港|中國香港',
  IE: 'EIRE|Republic of Ireland',
  IR: 'Islamic Republic of Iran',
  IT: 'Italia',
  JP: 'Nippon|日本国|日本國',
  KP: "DPRK|Democratic People's Republic of Korea|北朝鲜|北韩",
  KR: 'Korea|South Korea|Republic of Korea|南韩|南韓|대한민국|한국',
  LA: "Lao PDR|Lao People's Democratic Republic",
  MD: 'Republic of Moldova',
  MK: 'Macedonia|FYROM',
  MM: 'Myanmar|Burma',
  MO: 'Macau|Macao|Macao SAR|澳门|澳門|中国澳门|中國澳門',
  MX: 'México',
  NL: 'Holland|Nederland|Netherlands, the',
  NO: 'Norge',
  PL: 'Polska',
  PS: 'Palestine|State of Palestine|巴勒斯坦',
  RU: 'Russian Federation|Россия|俄国|俄罗斯联邦',
  SA: 'KSA|Kingdom of Saudi Arabia|沙特',
  SE: 'Sverige',
  SK: 'Slovak Republic',
  SY: 'Syrian Arab Republic',
  SZ: 'Swaziland',
  TL: 'East Timor',
  TR: 'Turkey|Türkiye',
  TW: 'Taiwan, Province of China|Taiwan (China)|Chinese Taipei|R.O.C.|台湾|臺灣|台灣|中国台湾|中國台灣|台湾省',
  TZ: 'United Republic of Tanzania',
  US: 'U.S.A.|U.S.|United States of America|America|The States|美利坚合众国|美利堅合眾國',
  VA: 'Holy See|Vatican',
  VE: 'Bolivarian Republic of Venezuela',
  VN: 'Viet Nam',
  ZA: 'RSA|Republic of South Africa',
}

const LANGUAGES = ['en', 'zh-Hans', 'zh-Hant']

let codesByName: Map<string, string> | undefined
const namesByLocale = new Map<string, Intl.DisplayNames>()

/**
 * ISO 3166-1 alpha-2 of a country written as a code (two or three letters) or a name in English or Chinese, with the
 * aliases of real exports (EIRE, RSA, 中国台湾). Null where it is no one country ("Channel Islands", "Unspecified"):
 * keep the text then.
 */
export function countryCode(text: string): string | null {
  codesByName ??= readNames()
  return text.length > 100 ? null : (codesByName.get(keyOf(text)) ?? null)
}

/** The country's name in the reader's language; the code itself where there is none. */
export function countryName(code: string, locale: string): string {
  let names = namesByLocale.get(locale)
  if (!names) {
    names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code', style: 'short' })
    namesByLocale.set(locale, names)
  }
  return isCountryCode(code) ? (names.of(code) ?? code) : code
}

/** Every ISO 3166-1 alpha-2 code. */
export const countryCodes = (): string[] => ISO.split(' ').map((pair) => pair.slice(0, 2))

/** True for an ISO 3166-1 alpha-2 code in capitals. */
export const isCountryCode = (code: string) => /^[A-Z]{2}$/.test(code) && countryCode(code) === code

function readNames(): Map<string, string> {
  const codes = new Map<string, string>()
  const names = LANGUAGES.flatMap((language) =>
    (['long', 'short'] as const).map(
      (style) => new Intl.DisplayNames(language, { type: 'region', fallback: 'none', style }),
    ),
  )
  for (const pair of ISO.split(' ')) {
    const code = pair.slice(0, 2)
    const spellings = [...names.map((list) => list.of(code)), ...(ALIASES[code] ?? '').split('|'), code, pair.slice(2)]
    for (const spelling of spellings) if (spelling) codes.set(keyOf(spelling), code)
  }
  // A two-letter code is always the code itself, whatever alias looks like it.
  for (const pair of ISO.split(' ')) codes.set(keyOf(pair.slice(0, 2)), pair.slice(0, 2))
  return codes
}

function keyOf(text: string): string {
  return foldMarks(text)
    .replaceAll('&', ' and ')
    .replace(/\bst\.? /g, 'saint ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^the /, '')
    .replaceAll(' ', '')
}
