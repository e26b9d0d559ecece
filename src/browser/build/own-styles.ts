/** antd's helper that writes style elements is replaced by one that needs no exception in the policy of the page. */
import type { Plugin } from 'vite'

/** The helper, and the copy of it that the icons have. */
const HELPERS = /\/@rc-component\/util\/es\/Dom\/dynamicCSS\.js$|\/@ant-design\/icons\/es\/cssUtils\.js$/

/** `file`: what takes its place. */
export function ownStyles(file: string): Plugin {
  const met = new Set<string>()
  return {
    name: 'own-styles',
    enforce: 'pre',
    load(id) {
      const [helper] = HELPERS.exec(id.split('?')[0] ?? '') ?? []
      if (helper === undefined) return null
      met.add(helper)
      // the icons' copy has two small helpers besides
      return `export * from ${JSON.stringify(file)}\nexport const getShadowRoot = () => null\nexport const warningOnce = () => {}`
    },
    buildEnd(error) {
      // after an update of antd the styles must not go missing in silence
      if (!error && met.size === 0)
        this.error('antd has no dynamicCSS any more: see console/styles/antd-rules.ts')
    },
  }
}
