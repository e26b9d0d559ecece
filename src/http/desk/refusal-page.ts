/** The page for somebody who came back from the identity provider and is not let in. */
import type { Phrases } from '../../language/phrases.ts'
import { html } from '../pages/html.ts'

/** Why, what to do, and the way back to the sign-in page. */
export function refusalPage(phrases: Phrases, { message, hint }: { message: string; hint: string }): string {
  return html`<!doctype html>
<html lang="${phrases.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${message}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/check.css">
</head>
<body>
<main id="main">
<h1>${message}</h1>
<p>${hint}</p>
<p><a href="/desk">${phrases.say('desk-page.again')}</a></p>
</main>
</body>
</html>
`.text
}
