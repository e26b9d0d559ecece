/** The fonts of the print, where the package manager put them. */
import { fileURLToPath } from 'node:url'

const files = {
  songRegular: '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  songBold: '@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
  heiRegular: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  heiBold: '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
}

const pathOf = (name: keyof typeof files) => fileURLToPath(import.meta.resolve(files[name]))

/** The weights a template may use; each costs 10–15 MB of memory in each worker. */
export const templateFonts = (): string[] => [pathOf('songRegular'), pathOf('songBold'), pathOf('heiBold')]

/** The font that answers are set in, by which a character is printable or not. */
export const answerFont = (): string => pathOf('songRegular')

/** The fonts of a picture of a flow. */
export const pictureFonts = (): string[] => [pathOf('heiRegular'), pathOf('heiBold')]
