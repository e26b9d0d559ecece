/** Where the clarifications of a programme can be read by anybody; a path of this site. */
export const publicPath = (programmeId: string, lang?: string): string =>
  `/clarifications/${encodeURIComponent(programmeId)}${lang ? `?lang=${encodeURIComponent(lang)}` : ''}`
