import { type ThemeConfig, theme } from 'antd'

export type Mode = 'light' | 'dark'

/** Every colour of the desk, once. Text on its ground has a contrast of at least 4.5:1. */
const palettes = {
  light: {
    accent: '#2a5caa',
    accentSoft: '#e8effa',
    text: '#1c2128',
    text2: '#545d69',
    text3: '#68717d',
    page: '#f5f6f8',
    surface: '#ffffff',
    raised: '#ffffff',
    hover: '#f2f4f7',
    line: '#e1e4e9',
    lineStrong: '#c9ced6',
    good: '#1e7547',
    goodSoft: '#e5f4eb',
    warn: '#8f5a00',
    warnSoft: '#fdf2dc',
    bad: '#b3261e',
    badSoft: '#fcebe9',
  },
  dark: {
    accent: '#86aef0',
    accentSoft: '#22304a',
    text: '#e4e7eb',
    text2: '#a9b1bc',
    text3: '#8d96a3',
    page: '#121417',
    surface: '#1a1d21',
    raised: '#22262b',
    hover: '#23272d',
    line: '#2d3239',
    lineStrong: '#434a54',
    good: '#6cc695',
    goodSoft: '#1a3326',
    warn: '#e0b05a',
    warnSoft: '#3a2e17',
    bad: '#f1877f',
    badSoft: '#3f2220',
  },
} as const

/** Colours, the same names in light and dark; in style sheets `var(--accent)`, `var(--text2)`, … */
export type Palette = { [K in keyof (typeof palettes)['light']]: string }

export const paletteOf = (mode: Mode): Palette => palettes[mode]

/** Sizes shared by style sheets and Ant Design. */
export const sizes = { font: 14, row: 36, control: 30, radius: 5 } as const

/** The same tokens as Ant Design reads them. */
export function antdTheme(mode: Mode, calm: boolean): ThemeConfig {
  const colors = paletteOf(mode)
  return {
    algorithm: mode === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: colors.accent,
      colorLink: colors.accent,
      colorInfo: colors.accent,
      colorSuccess: colors.good,
      colorWarning: colors.warn,
      colorError: colors.bad,
      // As antd mixes them from our dark signal colours they would be muddy.
      colorInfoBg: colors.accentSoft,
      colorSuccessBg: colors.goodSoft,
      colorWarningBg: colors.warnSoft,
      colorErrorBg: colors.badSoft,
      colorText: colors.text,
      colorTextSecondary: colors.text2,
      colorTextTertiary: colors.text3,
      colorTextPlaceholder: colors.text3,
      colorBgLayout: colors.page,
      colorBgContainer: colors.surface,
      colorBgElevated: colors.raised,
      colorBorder: colors.lineStrong,
      colorBorderSecondary: colors.line,
      // As `startI18n` sets it by the language.
      fontFamily: 'var(--font)',
      fontSize: sizes.font,
      sizeStep: 3,
      controlHeight: sizes.control,
      controlHeightSM: 24,
      borderRadius: sizes.radius,
      motion: !calm,
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.18s',
      wireframe: false,
    },
    components: {
      Button: {
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        ...(mode === 'dark' && { primaryColor: '#10151d' }),
      },
      Form: { itemMarginBottom: 14, verticalLabelPadding: '0 0 4px' },
    },
  }
}

/** Hands the tokens to the style sheets of the kit. */
export function paintRoot(mode: Mode): void {
  const root = document.documentElement
  root.dataset.theme = mode
  for (const [name, color] of Object.entries(paletteOf(mode))) root.style.setProperty(`--${name}`, color)
  root.style.setProperty('--row', `${sizes.row}px`)
  root.style.setProperty('--radius', `${sizes.radius}px`)
  root.style.colorScheme = mode
}
