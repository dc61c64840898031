import type { Selectable } from 'kysely'
import { type Outcome, ok, refuse } from '../../shared/errors.ts'
import { isSameText, type NewText, type WrittenText, type WrittenTexts } from '../../shared/writtenTexts.ts'
import { namesOf } from '../stats/review.ts'
import { createTurns } from '../turns.ts'
import type { Db } from './open.ts'
import type { WrittenTextTable } from './schema.ts'

/** A book's texts: the guidance on duties, the rules of the form. A book is a name, and each text has an id in it. */
export interface TextBook {
  newest(): Promise<WrittenTexts>
  /** Newest first; none of a text that nobody has written. */
  versions(id: string): Promise<WrittenText[]>
  /** Refuses changedMeanwhile when another version is there than the one that was read. The same words again are no new version. */
  write(id: string, text: NewText, account: string): Promise<Outcome<WrittenText>>
}

/** The book of that name in a record; `clock` gives ms since 1970. There is one for each name, for it writes one after the other. */
export function createTextBook(db: Db, book: string, clock: () => number): TextBook {
  const inTurn = createTurns()
  const own = (id: string) => `${book}/${id}`

  async function read(id: string): Promise<WrittenText[]> {
    const names = await namesOf(db)
    const rows = await db.selectFrom('written_texts').selectAll().where('id', '=', own(id)).orderBy('version', 'desc').execute()
    return rows.map((row) => asText(row, names))
  }

  return {
    versions: read,

    async newest() {
      const names = await namesOf(db)
      const rows = await db
        .selectFrom('written_texts')
        .selectAll()
        // from `book/` to before `book0`, which is what comes after a stroke
        .where('id', '>=', own(''))
        .where('id', '<', `${book}0`)
        .orderBy('version')
        .execute()
      // later versions stand in the place of earlier ones
      return Object.fromEntries(rows.map((row) => [row.id.slice(own('').length), asText(row, names)]))
    },

    write: (id, { sv, en, version }, account) =>
      inTurn(async () => {
        const [now] = await read(id)
        if ((now?.version ?? 0) !== version) return refuse('changedMeanwhile', 'version')
        if (now && isSameText(now, { sv, en })) return ok(now)
        await db
          .insertInto('written_texts')
          .values({ id: own(id), version: version + 1, at: clock(), account, sv, en })
          .execute()
        const [written] = await read(id)
        if (!written) throw new Error('written texts: what was written is not there')
        return ok(written)
      }),
  }
}

const asText = ({ version, at, account, sv, en }: Selectable<WrittenTextTable>, names: ReadonlyMap<string, string>): WrittenText => ({
  ...{ version, at, sv, en },
  by: names.get(account) ?? '',
})
