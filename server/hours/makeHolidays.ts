import { writeFileSync } from 'node:fs'
import { reckonHolidays } from './holidayRules.ts'

// `npm run holidays`: writes the days again, after the law or the package has changed.
writeFileSync(new URL('holidays.json', import.meta.url), `${JSON.stringify(reckonHolidays(), null, 2)}\n`)
