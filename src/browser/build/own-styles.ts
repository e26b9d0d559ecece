/**
 * What libraries do that would need an exception in the policy of the page is done otherwise: antd writes style elements,
 * charts empty their place by a string.
 */
import type { Plugin } from 'vite'

/** The helper, and the copy of it that the icons have. */
const HELPERS = /\/@rc-component\/util\/es\/Dom\/dynamicCSS\.js$|\/@ant-design\/icons\/es\/cssUtils\.js$/

/** Of the charts; the place is found empty. */
const PAINTER = /\/zrender\/lib\/canvas\/Painter\.js$/

/** `file`: what takes the place of the helper. */
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
    transform(code, id) {
      if (!PAINTER.test(id.split('?')[0] ?? '')) return null
      return { code: code.replace(/\.innerHTML = '';/g, '.replaceChildren();'), map: null }
    },
    buildEnd(error) {
      // after an update of antd the styles must not go missing in silence
      if (!error && met.size === 0)
        this.error('antd has no dynamicCSS any more: see console/styles/antd-rules.ts')
    },
  }
}
