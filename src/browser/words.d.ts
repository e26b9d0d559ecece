/** Words of one part of the browser code, by language and key; built from `locales/<part>.<language>.yaml`. */
declare module 'words:*' {
  const words: Record<string, Record<string, string>>
  export default words
  /** languages whose words lie beside the script, each with its name for itself */
  export const later: Record<string, string>
}
