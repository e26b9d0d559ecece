import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { ownStyles } from '../build/own-styles.ts'
import { wordsPlugin } from '../build/words-plugin.ts'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))
const publicDir = process.env.SHENBAO_PUBLIC_DIR ?? path('../../../dist/public')

/** The officers' console: a page of its own, whose parts lie below `/console/` and are named by their content. */
export default defineConfig({
  root: path('.'),
  base: '/console/',
  publicDir: false,
  plugins: [ownStyles(path('styles/antd-rules.ts')), wordsPlugin(path('../../../locales'), 'none')],
  build: {
    outDir: `${publicDir}/console`,
    emptyOutDir: true,
    target: 'es2022',
    manifest: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // antd marks its parts for servers that render; here there is none
    rolldownOptions: { checks: { moduleLevelDirective: false } },
    chunkSizeWarningLimit: 1500,
  },
})
