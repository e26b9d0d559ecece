/** What a browser shows while the server is being made ready: it looks again by itself. */
import type { Phrases } from '../../language/phrases.ts'
import { html } from './html.ts'

export const startingPage = (words: Phrases): string =>
  html`<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="2">
<meta name="color-scheme" content="light dark">
<title>${words.say('starting.title')}</title>
</head>
<body>
<main><h1>${words.say('starting.title')}</h1><p>${words.say('starting.soon')}</p></main>
</body>
</html>
`.text
