/** The frame around every page of the form: header, banner, language, type size. */
import { html, type Markup, type Piece } from './html.ts'
import type { Look, Say } from './look.ts'

export interface Frame {
  look: Look
  say: Say
  /** words about versions of the call */
  version: Say
  /** the title of the call */
  call: string
  /** stands above everything while the clock is not the real one */
  banner?: string | undefined
  /** where this page is, to come back to after a change of language or type size */
  path: string
  /** languages the call is written in, each with its own name for itself */
  languages: readonly { code: string; name: string }[]
  /** of the open draft, for the way to the chat */
  code?: string | undefined
}

/** A whole document. `wide` leaves out nothing but the reading width. */
export function page(frame: Frame, title: string, body: Piece, attributes: Piece = ''): string {
  const { look, say, call } = frame
  return html`<!doctype html>
<html lang="${look.locale}"${look.large && html` class="large"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · ${call}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/form.css">
<script src="/form.js" defer></script>
</head>
<body>
<a class="skip" href="#main">${say('skip')}</a>
${frame.banner && html`<p class="banner">${frame.banner}</p>`}
${header(frame)}
<main id="main" class="form-page" tabindex="-1"${attributes}>
${body}
</main>
</body>
</html>
`.toString()
}

function header({ look, say, path, languages, code }: Frame): Markup {
  const back = encodeURIComponent(path)
  return html`<header class="top">
<p class="brand"><span class="seal" aria-hidden="true" lang="zh-CN">${say('mark')}</span><span class="name"><b>${say('service')}</b><small>${say('tagline')}</small></span></p>
${code && html`<a class="to-chat" href="/?code=${code}">${say('to-chat')}</a>`}
<nav class="settings" aria-label="${say('languages')}">${languages.map(
    ({ code: one, name }) =>
      html`<a href="/form/look?lang=${one}&amp;back=${back}" lang="${one}"${one === look.locale && html` aria-current="true"`}>${name}</a>`,
  )}</nav>
<a class="size" href="/form/look?large=${look.large ? '0' : '1'}&amp;back=${back}">${say(look.large ? 'large-type-on' : 'large-type')}</a>
</header>`
}
