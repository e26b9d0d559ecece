/** How this channel is called in the store. */
export const CHANNEL = 'mail'
