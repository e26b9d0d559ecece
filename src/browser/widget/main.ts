import { ShenbaoElement, setOwnServer } from './element.ts'

const NAME = 'shenbao-assistant'
const OPTIONS = ['server', 'programme', 'locale', 'mode', 'large']

const script = document.currentScript as HTMLScriptElement | null
if (script?.src) setOwnServer(new URL(script.src).origin)
if (!customElements.get(NAME)) customElements.define(NAME, ShenbaoElement)
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', place, { once: true })
else place()

// A page that has placed the element itself decides where it stands; otherwise the one script tag is enough.
function place(): void {
  if (document.querySelector(NAME)) return
  const element = document.createElement(NAME)
  for (const option of OPTIONS) {
    const value = script?.dataset[option]
    if (value !== undefined) element.setAttribute(option, value)
  }
  document.body.append(element)
}
