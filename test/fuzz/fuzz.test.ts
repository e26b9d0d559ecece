/** Every promise of test/fuzz with a few inputs, always the same; `npm run fuzz` takes as many as one likes. */
import { afterAll, describe, test } from 'vitest'
import { parted } from './property.ts'
import { type Room, type RoomName, rooms } from './rooms.ts'

/** Inputs for a room, by what one of them costs. */
const INPUTS: Record<RoomName, number> = {
  language: 900,
  programme: 500,
  casework: 800,
  channels: 1_200,
  documents: 150,
  conversation: 60,
  routes: 900,
}
const SEED = 20_260_101
const PATIENCE = 240_000

const opened: Room[] = []
afterAll(async () => {
  for (const room of opened) await room.close?.()
}, PATIENCE)

for (const [name, open] of Object.entries(rooms)) {
  const room: Room = await open()
  opened.push(room)
  describe(name, () => {
    test.each(
      parted(room.properties, INPUTS[name as RoomName]).map(([one, inputs]) => ({
        name: one.name,
        one,
        inputs,
      })),
    )('$name', ({ one, inputs }) => one.run(inputs, SEED), PATIENCE)
  })
}
