import type { Context } from '#core/context.ts'
import { changeSetting, readSetting } from '#core/settings.ts'
import { usageRuleSetting } from '#modules/insight/usage/usage-rule.ts'
import { OWN_BRAND } from '../simulate/catalogue.ts'

/** Says which brand is the made-up shop's own, as its owner would, so that loyalty to it can be told. */
export async function nameOwnBrand(ctx: Context, language: 'zh' | 'en'): Promise<void> {
  const rule = await readSetting(ctx, usageRuleSetting)
  const brand = OWN_BRAND[language === 'en' ? 1 : 0]
  await changeSetting(ctx, usageRuleSetting, { ...rule, loyalty: { ...rule.loyalty, storeBrands: [brand] } })
}
