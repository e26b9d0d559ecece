import { routesRoom } from './fuzz/properties/routes.ts'

const r = await routesRoom()
for (const p of r.properties)
  if (
    /POST \/api\/conversations\/:id\/activities|GET \/api\/desk\/applications answers|PATCH \/api\/drafts|PATCH \/api\/desk\/me |enquiries\/:id\/acts/.test(
      p.name,
    )
  ) {
    console.log(p.name)
    await p.run(60, 3)
  }
await r.close()
