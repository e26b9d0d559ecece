/** What the pages without script have around their content: banner, name of the service, languages. */
import type { Phrases } from '../../language/phrases.ts'
import { type Html, html } from './html.ts'

export interface PageFrame {
  phrases: Phrases
  /** languages to choose from, each with its own name and the address of this page in it */
  languages: { code: string; name: string; href: string }[]
  /** stands above everything while the clock is not the real one */
  banner: string | null
}

export interface FramedPage extends PageFrame {
  /** of the window */
  title: string
  /** path of its style sheet */
  style: string
  /** whether search machines may list it */
  listed: boolean
}

/** The whole page around its content. It holds no script and no style of its own. */
export function inFrame(page: FramedPage, content: Html): string {
  const { phrases, banner, title, style, listed } = page
  return html`<!doctype html>
<html lang="${phrases.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${!listed && html`<meta name="robots" content="noindex">`}
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${style}">
</head>
<body>
<a class="skip" href="#main">${phrases.say('check-page.skip')}</a>
${banner && html`<p class="banner">${banner}</p>`}
${top(page)}
<main id="main" tabindex="-1">
${content}
</main>
</body>
</html>
`.text
}

function top({ phrases, languages }: PageFrame): Html {
  const say = (key: string) => phrases.say(`check-page.${key}`)
  const link = ({ code, name, href }: PageFrame['languages'][number]) =>
    html`<a lang="${code}" href="${href}"${code === phrases.language && html` aria-current="true"`}>${name}</a>`
  return html`<header class="top">
<p class="brand"><span class="seal" aria-hidden="true" lang="zh-CN">${say('mark')}</span><span class="name"><b>${say('service')}</b></span></p>
<nav class="settings" aria-label="${say('languages')}">${languages.map(link)}</nav>
</header>`
}
