import type { ThemeConfig } from 'antd'

const INK = '#16202e'
const SOFT = '#4c596b'
const BLUE = '#174a8c'
const SANS = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif'

/** The colours of the whole house; those that antd would set too pale to read are named here (WCAG AA). */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: BLUE,
    colorLink: BLUE,
    colorInfo: BLUE,
    colorSuccess: '#1d6b3f',
    colorWarning: '#8a5300',
    colorError: '#a3312a',
    colorInfoBg: '#e9f0f9',
    colorInfoBorder: '#b9cbe4',
    colorSuccessBg: '#edf6f0',
    colorSuccessBorder: '#b7d8c4',
    colorWarningBg: '#fff8e8',
    colorWarningBorder: '#ecdcae',
    colorErrorBg: '#fbf2f0',
    colorErrorBorder: '#ecc9c4',
    colorText: INK,
    colorTextBase: INK,
    colorTextSecondary: SOFT,
    colorTextTertiary: SOFT,
    colorTextQuaternary: SOFT,
    colorTextDescription: SOFT,
    colorTextPlaceholder: '#5d6a7c',
    colorTextDisabled: '#5d6a7c',
    colorBorder: '#a9b4c3',
    colorBorderSecondary: '#d8dee7',
    fontFamily: SANS,
    fontSize: 14,
    lineHeight: 1.6,
    borderRadius: 4,
    motion: false,
  },
  components: {
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', contentLineHeight: 1.5 },
  },
}
