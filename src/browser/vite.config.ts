import { fileURLToPath } from 'node:url'
import preact from '@preact/preset-vite'
import { defineConfig } from 'vite'
import { scriptPlugin } from './build/script-plugin.ts'
import { pageWordsPlugin, wordsPlugin } from './build/words-plugin.ts'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))
const locales = path('../../locales')
const outDir = process.env.SHENBAO_PUBLIC_DIR ?? path('../../dist/public')

/** The host page and, after it, the scripts of the widget and of the whole form: all land in `dist/public`. */
export default defineConfig({
  root: path('page'),
  publicDir: false,
  plugins: [
    preact(),
    wordsPlugin(locales),
    pageWordsPlugin(locales, 'zh-CN'),
    scriptPlugin({
      name: 'widget',
      global: 'ShenbaoAssistant',
      entry: path('widget/main.ts'),
      locales,
      outDir,
    }),
    scriptPlugin({ name: 'form', global: 'ShenbaoForm', entry: path('form/main.ts'), locales, outDir }),
  ],
  build: { outDir, emptyOutDir: true, target: 'es2022', modulePreload: false, assetsInlineLimit: 0 },
})
