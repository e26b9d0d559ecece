/** Formatters are dear to make and cheap to use: each kind is made once. */

/** A date formatter of these options. */
export const dateFormat = memoised(
  (language: string, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, options),
)

/** A number formatter of these options. */
export const numberFormat = memoised(
  (language: string, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(language, options),
)

function memoised<Options, Format>(make: (language: string, options: Options) => Format) {
  const made = new Map<string, Format>()
  return (language: string, options: Options): Format => {
    const key = `${language} ${JSON.stringify(options)}`
    const format = made.get(key) ?? make(language, options)
    made.set(key, format)
    return format
  }
}
