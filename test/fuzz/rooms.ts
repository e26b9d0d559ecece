/** The promises by room; a room is opened when it is wanted, for some of them need a house or a worker. */
import type { Property } from './property.ts'

export interface Room {
  properties: Property[]
  close?(): Promise<void>
}

export const rooms = {
  language: async () => ({ properties: (await import('./properties/language.ts')).languageProperties }),
  programme: async () => ({ properties: (await import('./properties/programme.ts')).programmeProperties }),
  casework: async () => ({ properties: (await import('./properties/casework.ts')).caseworkProperties }),
  channels: async () => ({ properties: (await import('./properties/channels.ts')).channelProperties }),
  documents: async () => (await import('./properties/documents.ts')).documentsRoom(),
  conversation: async () => ({
    properties: (await import('./properties/conversation.ts')).conversationProperties,
  }),
  routes: async () => (await import('./properties/routes.ts')).routesRoom(),
} satisfies Record<string, () => Promise<Room>>

export type RoomName = keyof typeof rooms
