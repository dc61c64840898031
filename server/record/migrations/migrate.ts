import { type Kysely, type Migration, Migrator } from 'kysely'
import { duties } from './duties.ts'
import { first } from './first.ts'
import { formFilling } from './formFilling.ts'
import { forms } from './forms.ts'
import { imports } from './imports.ts'
import { knowledge } from './knowledge.ts'
import { meetings } from './meetings.ts'
import { messages } from './messages.ts'
import { presence } from './presence.ts'
import { replies } from './replies.ts'
import { rollups } from './rollups.ts'
import { services } from './services.ts'
import { sessionRotation } from './sessionRotation.ts'
import { staff } from './staff.ts'
import { survey } from './survey.ts'
import { telephone } from './telephone.ts'
import { training } from './training.ts'
import { volume } from './volume.ts'
import { writtenTexts } from './writtenTexts.ts'

/** In the order in which they run; a migration that has been released is never changed. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '001-first': first,
  '002-telephone': telephone,
  '003-messages': messages,
  '004-replies': replies,
  '005-volume': volume,
  '006-imports': imports,
  '007-meetings': meetings,
  '008-forms': forms,
  '011-form-filling': formFilling,
  '012-services': services,
  '013-rollups': rollups,
  '014-survey': survey,
  '015-duties': duties,
  '016-staff': staff,
  '017-presence': presence,
  '018-written-texts': writtenTexts,
  '019-training': training,
  '020-knowledge': knowledge,
  '021-session-rotation': sessionRotation,
}

/** Brings the database to the present tables. Throws when a migration fails; what it had done is undone. */
export async function migrate(db: Kysely<never>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
}
