const PLACE =
  /^(?:中国\s*)?(?<region>北京|天津|上海|重庆|[\p{Script=Han}]{2,8}?(?:省|自治区|特别行政区))市?\s*(?<city>[\p{Script=Han}]{2,10}?(?:市|自治州|地区|盟))?/u

/** Province and city at the head of a Chinese address ("广东省 深圳市 南山区 …"); null when it doesn't begin so. */
export function chinesePlace(address: string): { region: string; city: string | null } | null {
  const { region, city } = PLACE.exec(address)?.groups ?? {}
  return region === undefined ? null : { region, city: city ?? null }
}
