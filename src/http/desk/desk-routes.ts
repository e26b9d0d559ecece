/** The officers' console: its page and its API. */
import type { FastifyInstance } from 'fastify'
import type { AppDeps } from '../deps.ts'
import { caseExportRoutes } from './case-export-routes.ts'
import { caseFileRoutes } from './case-file-routes.ts'
import { caseNoteRoutes } from './case-note-routes.ts'
import { caseRoutes } from './case-routes.ts'
import { cannedRoutes, clarificationRoutes } from './clarification-routes.ts'
import { consolePage } from './console-page.ts'
import { enquiryRoutes } from './enquiry-routes.ts'
import { deskEventRoute } from './event-route.ts'
import { deskFileRoutes } from './file-routes.ts'
import { guardDesk } from './guard.ts'
import { meRoutes } from './me-routes.ts'
import { officerRoutes } from './officer-routes.ts'
import { preScreenRoutes } from './pre-screen-routes.ts'
import { reportRoutes } from './report-routes.ts'
import { scanRoutes } from './scan-routes.ts'
import { signInRoutes } from './sign-in-routes.ts'

/** Registers all of it in a scope of its own, so that the guard sees nothing else. */
export async function deskRoutes(app: FastifyInstance, deps: AppDeps): Promise<void> {
  consolePage(app, deps)
  await app.register(async (api) => {
    guardDesk(api, deps)
    signInRoutes(api, deps)
    meRoutes(api, deps)
    enquiryRoutes(api, deps)
    deskFileRoutes(api, deps)
    caseRoutes(api, deps)
    caseNoteRoutes(api, deps)
    caseFileRoutes(api, deps)
    caseExportRoutes(api, deps)
    scanRoutes(api, deps)
    officerRoutes(api, deps)
    clarificationRoutes(api, deps)
    cannedRoutes(api, deps)
    reportRoutes(api, deps)
    preScreenRoutes(api, deps)
    deskEventRoute(api, deps)
  })
}
