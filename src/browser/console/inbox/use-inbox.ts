import { isOfCase } from '../data/hearing.ts'
import { usePages } from '../data/use-pages.ts'
import type { EnquiryList, EnquiryRow } from '../data/wire.ts'
import { type Filters, listPath } from './filters.ts'

/** The rows of the inbox. */
export const useInbox = (filters: Filters) =>
  usePages<EnquiryRow, EnquiryList['counts']>('inbox', {
    path: (after) => listPath(filters, after),
    concerns: (event) => !isOfCase(event),
  })
