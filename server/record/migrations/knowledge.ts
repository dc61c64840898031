import { type Kysely, type Migration, sql } from 'kysely'

interface Written {
  readonly at: number
  readonly account: string
  readonly knowledge: string | null
}

/** The support in the call, which supervisors kept among the settings of the law, becomes the first version of its own page. */
export const knowledge: Migration = {
  async up(db: Kysely<unknown>) {
    const { rows } = await sql<Written>`
      select at, account, json_extract(settings, '$.knowledge') as knowledge from duty_settings order by version desc limit 1`.execute(db)
    const [newest] = rows
    // what begins so is the draft that came with Lyhörd, which has a better form now
    if (!newest?.knowledge?.trim() || newest.knowledge.startsWith('Utkast: den som leder linjen ska gå igenom texten')) return
    await sql`insert into written_texts (id, version, at, account, sv, en)
      values ('knowledge/in-call.text', 1, ${newest.at}, ${newest.account}, ${newest.knowledge.trim()}, '')`.execute(db)
  },
}
