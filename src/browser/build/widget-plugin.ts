import preact from '@preact/preset-vite'
import { build, type Plugin } from 'vite'
import { wordsPlugin } from './words-plugin.ts'

/** Builds the widget as one classic script beside the page; a page build cannot emit that format itself. */
export function widgetPlugin(options: { entry: string; locales: string; outDir: string }): Plugin {
  return {
    name: 'shenbao-widget',
    apply: 'build',
    async closeBundle() {
      await build({
        configFile: false,
        logLevel: 'warn',
        publicDir: false,
        plugins: [preact(), wordsPlugin(options.locales)],
        build: {
          outDir: options.outDir,
          emptyOutDir: false,
          target: 'es2022',
          lib: {
            entry: options.entry,
            formats: ['iife'],
            name: 'ShenbaoAssistant',
            fileName: () => 'widget.js',
          },
        },
      })
    },
  }
}
