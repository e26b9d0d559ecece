import preact from '@preact/preset-vite'
import { build, type Plugin } from 'vite'
import { wordsPlugin } from './words-plugin.ts'

interface Script {
  /** of the file and of what it leaves in the page, such as `widget` */
  name: string
  global: string
  entry: string
  locales: string
  outDir: string
}

/** Builds one classic script, and its styles, beside the page; a page build cannot emit that format itself. */
export function scriptPlugin({ name, global, entry, locales, outDir }: Script): Plugin {
  return {
    name: `shenbao-${name}`,
    apply: 'build',
    async closeBundle() {
      await build({
        configFile: false,
        logLevel: 'warn',
        publicDir: false,
        plugins: [preact(), wordsPlugin(locales, 'apart')],
        build: {
          outDir,
          emptyOutDir: false,
          target: 'es2022',
          lib: {
            entry,
            formats: ['iife'],
            name: global,
            fileName: () => `${name}.js`,
            cssFileName: name,
          },
        },
      })
    },
  }
}
